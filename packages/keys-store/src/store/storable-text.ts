/** A text as PostgreSQL takes it: it refuses NUL and lone surrogates. */
export function toStorable(text: string): string {
  return text.replaceAll('\0', '').replaceAll(/\p{Surrogate}/gu, '\uFFFD')
}
