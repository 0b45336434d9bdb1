/** IPv6 as people write it: Better Auth keeps all eight groups, zeros included. */
export function shortAddress(address: string): string {
  if (!address.includes(':') || !URL.canParse(`http://[${address}]`)) return address
  return new URL(`http://[${address}]`).hostname.slice(1, -1)
}
