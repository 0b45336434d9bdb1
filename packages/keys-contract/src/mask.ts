/** `AIza…9f3Q`: enough to recognise a key, too little to use it. Short keys show nothing. */
export function maskKey(key: string): string {
  if (key.length < 20) return '••••••••'
  return `${key.slice(0, 4)}…${key.slice(-4)}`
}
