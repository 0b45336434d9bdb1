import { MAX_LAST_ERROR_LENGTH } from '@itqan/keys-contract'
import type { Session } from './epoch'
import { toStorable } from './storable-text'

const REDACTED = '[redacted]'

/** Providers print keys in their errors: every key of the pool is taken out, then the text is cut. */
export async function redactKnownKeys(
  session: Session,
  texts: (string | null)[],
): Promise<(string | null)[]> {
  const storable = texts.map((text) => text && toStorable(text))
  const haystack = storable.filter(Boolean).join('\n')
  if (!haystack) return storable
  // PostgreSQL looks for the keys, so that only those found leave the table.
  const found = await session.$queryRaw<{ key: string }[]>`
    SELECT "key" FROM "api_keys" WHERE position("key" IN ${haystack}) > 0
    ORDER BY length("key") DESC`
  return storable.map((text) => {
    if (!text) return text
    const clean = found.reduce((rest, { key }) => rest.replaceAll(key, REDACTED), text)
    // By code point, so that no surrogate pair is cut in two.
    return Array.from(clean).slice(0, MAX_LAST_ERROR_LENGTH).join('')
  })
}
