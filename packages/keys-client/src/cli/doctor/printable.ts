/** Text of a stranger, fit for a terminal: no control characters, one line, not too long. */
export function printable(text: string, length: number): string {
  const line = text.replace(/[\p{C}\s]+/gu, ' ').trim()
  return line.length > length ? `${line.slice(0, length - 1)}…` : line
}
