import { MIN_SECRET_LENGTH } from './limits'

/** One accepted caller. `app` is `null` when the secret carries no name. */
export interface InternalSecret {
  app: string | null
  secret: string
}

const named = /^([a-z][a-z0-9-]{0,39}):(.*)$/s

/**
 * Reads `INTERNAL_API_SECRET`: one secret, or several separated by commas, each optionally named
 * `app:secret`. During a rotation the new one comes first (clients send the first) and all are accepted.
 *
 * @returns the secrets, or the problems found. A problem names a position, never a value.
 */
export function parseInternalSecrets(
  value: string | undefined,
): { ok: true; secrets: InternalSecret[] } | { ok: false; problems: string[] } {
  if (!value?.trim()) return { ok: false, problems: ['is not set'] }
  const problems: string[] = []
  const secrets: InternalSecret[] = []
  for (const [index, part] of value.split(',').entries()) {
    const match = named.exec(part.trim())
    const secret = match?.[2] ?? part.trim()
    const problem = problemOf(secret)
    if (problem) problems.push(`secret ${index + 1} ${problem}`)
    else secrets.push({ app: match?.[1] ?? null, secret })
  }
  const values = new Set(secrets.map((entry) => entry.secret))
  if (values.size < secrets.length) problems.push('holds the same secret twice')
  return problems.length > 0 ? { ok: false, problems } : { ok: true, secrets }
}

function problemOf(secret: string): string | null {
  if (secret.length < MIN_SECRET_LENGTH) {
    return `has ${secret.length} characters; at least ${MIN_SECRET_LENGTH} are needed`
  }
  if (secret.includes(':')) return 'holds a colon that ends no name (lower case, digits, hyphens)'
  if (!/^[\x21-\x7e]+$/.test(secret)) return 'holds a space or a character outside ASCII'
  if (new Set(secret).size < 8) return 'repeats too few different characters'
  return null
}
