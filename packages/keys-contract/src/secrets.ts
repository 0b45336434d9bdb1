import { MIN_SECRET_LENGTH } from './limits'

/** What a secret opens. */
export interface SecretScope {
  /** Whether it may read keys, watch them and reset their errors. Every secret may report uses. */
  canRead: boolean
  /** It has to do with keys of this provider only; `null` for all. */
  provider: string | null
}

/** One accepted caller. `app` is `null` when the secret carries no name. */
export interface InternalSecret {
  app: string | null
  secret: string
  scope: SecretScope
}

/** The scope of a secret that nothing restricts. */
export const fullScope: SecretScope = { canRead: true, provider: null }

const named =
  /^(?<app>[a-z][a-z0-9-]{0,39})(?<report>\/only-report)?(?:\/provider-(?<provider>[a-z0-9][a-z0-9-]{0,39}))?:(?<secret>.*)$/s

/** A name with something behind it that is no restriction. */
const restricted = /^[a-z][a-z0-9-]{0,39}\/[^:]*:(?<secret>.*)$/s

/** A restriction that nothing ends: taken for a part of the secret, it would restrict nothing. */
const unended = /^[a-z][a-z0-9-]{0,39}\/(?:only-report|provider-)/

/** What people leave in a file that they copied. */
const example = /change-?_?me|(your|votre)[-_](super|secret)|super-?_?secret|placeholder|undefined/i

/**
 * Reads `INTERNAL_API_SECRET`: one secret, or several separated by commas, each optionally named
 * `app:secret`. During a rotation the new one comes first (clients send the first) and all are accepted.
 * A named one may be restricted: `app/only-report:…`, `app/provider-gemini:…`, or both in this order.
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
    const entry = parseEntry(part.trim())
    const problem = typeof entry === 'string' ? entry : problemOf(entry.secret)
    if (problem) problems.push(`secret ${index + 1} ${problem}`)
    else if (typeof entry !== 'string') secrets.push(entry)
  }
  const values = new Set(secrets.map((entry) => entry.secret))
  if (values.size < secrets.length) problems.push('holds the same secret twice')
  return problems.length > 0 ? { ok: false, problems } : { ok: true, secrets }
}

/** The forms in which a secret may be presented: alone, named, and as it stands in the variable. */
export function formsOf({ app, secret, scope }: InternalSecret): string[] {
  if (app === null) return [secret]
  const report = scope.canRead ? '' : '/only-report'
  const provider = scope.provider === null ? '' : `/provider-${scope.provider}`
  return [...new Set([secret, `${app}:${secret}`, `${app}${report}${provider}:${secret}`])]
}

function parseEntry(part: string): InternalSecret | string {
  const groups = named.exec(part)?.groups
  if (!groups && restricted.test(part)) return NO_RESTRICTION
  if (!groups) return unended.test(part) ? NO_COLON : unnamed(part)
  const { app = null, report, provider = null, secret = '' } = groups
  return { app, secret, scope: { canRead: report === undefined, provider } }
}

const unnamed = (secret: string): InternalSecret => ({ app: null, secret, scope: fullScope })

const NO_COLON = 'begins with a restriction that no colon ends: write name/only-report:SECRET'

const NO_RESTRICTION =
  'has no such restriction: after the name come /only-report, /provider-NAME, or both in this order'

function problemOf(secret: string): string | null {
  if (secret.length < MIN_SECRET_LENGTH) {
    return `has ${secret.length} characters; at least ${MIN_SECRET_LENGTH} are needed`
  }
  if (secret.includes(':')) return 'holds a colon that ends no name (lower case, digits, hyphens)'
  if (!/^[\x21-\x7e]+$/.test(secret)) return 'holds a space or a character outside ASCII'
  if (new Set(secret).size < 8) return 'repeats too few different characters'
  if (example.test(secret)) return 'is an example that anybody may know: make one at random'
  return null
}
