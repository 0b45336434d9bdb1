/** The largest file that is read, in bytes. */
export const MAX_FILE_BYTES = 5 * 1024 * 1024

/** A file's text: UTF-8, or what Excel calls Unicode. */
export function decodeFile(bytes: ArrayBuffer): string {
  const [first, second] = new Uint8Array(bytes)
  const encoding = first === 0xff && second === 0xfe ? 'utf-16le' : 'utf-8'
  return new TextDecoder(encoding).decode(bytes)
}
