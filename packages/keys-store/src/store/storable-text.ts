/** A text as PostgreSQL takes it: it refuses NUL and lone surrogates. */
export function toStorable(text: string): string {
  // Nearly every text is plain, and this is asked of several for each entry of the audit.
  if (/^[\x20-\x7e]*$/.test(text)) return text
  return text.replaceAll('\0', '').replaceAll(/\p{Surrogate}/gu, '\uFFFD')
}
