import { parseInternalSecrets } from '@itqan/keys-contract'
import { logLevels, parseTelemetry, type TelemetrySettings } from '@itqan/telemetry/settings'
import { z } from 'zod'

const required = { error: 'is not set' }
const httpUrl = z
  .string(required)
  .pipe(z.url({ protocol: /^https?$/, error: 'must be an http:// or https:// URL' }))

const databaseUrl = z.string(required).regex(/^postgres(ql)?:\/\//, 'must begin with postgresql://')

const providerKey = z
  .string(required)
  .trim()
  .regex(/^[\x21-\x7e]{8,}$/, 'must be one key: 8 characters or more, no space, only ASCII')

/** Of several secrets the first is sent, with its name if it has one; all are accepted. */
const ownSecrets = z.string(required).transform((value, context) => {
  const parsed = parseInternalSecrets(value)
  if (parsed.ok) return { secret: value.split(',', 1).join('').trim(), secrets: parsed.secrets }
  for (const message of parsed.problems) context.addIssue({ code: 'custom', message })
  return z.NEVER
})

/** The three ways to the keys, by `KEYS_SOURCE`, and what each needs. */
const keysSource = z.discriminatedUnion(
  'KEYS_SOURCE',
  [
    z
      .object({
        KEYS_SOURCE: z.literal('dashboard'),
        DASHBOARD_INTERNAL_URL: httpUrl,
        INTERNAL_API_SECRET: ownSecrets,
        INTERNAL_ALLOW_HTTP: z.enum(['yes', 'no'], 'must be yes or no').default('no'),
      })
      .transform((env) => ({
        from: env.KEYS_SOURCE,
        url: env.DASHBOARD_INTERNAL_URL,
        secret: env.INTERNAL_API_SECRET.secret,
        /** On a network that nobody else is on, the secret may be sent in clear. */
        allowHttp: env.INTERNAL_ALLOW_HTTP === 'yes',
      })),
    z
      .object({
        KEYS_SOURCE: z.literal('database'),
        DATABASE_URL: databaseUrl.nullable(),
        DATABASE_PORT: z.coerce.number().int().min(1).max(65_535).default(5439),
        INTERNAL_API_SECRET: ownSecrets,
        KEYS_ENCRYPTION_KEYS: z.string(required),
      })
      .transform((env) => ({
        from: env.KEYS_SOURCE,
        /** `null`: the embedded one of this clone, on the port below. */
        databaseUrl: env.DATABASE_URL,
        databasePort: env.DATABASE_PORT,
        /** What opens the keys. Read where the database is, for this build may have none of it. */
        encryptionKeys: env.KEYS_ENCRYPTION_KEYS,
        ...env.INTERNAL_API_SECRET,
      })),
    z
      .object({ KEYS_SOURCE: z.literal('env'), GEMINI_API_KEY: providerKey })
      .transform((env) => ({ from: env.KEYS_SOURCE, keys: { gemini: env.GEMINI_API_KEY } })),
  ],
  { error: 'must be dashboard, database or env' },
)

export type KeysSource = z.infer<typeof keysSource>

const gemini = z
  .object({ GEMINI_BASE_URL: httpUrl, GEMINI_MODEL: z.string().trim().default('gemini-2.5-flash') })
  .transform((env) => ({ gemini: { baseUrl: env.GEMINI_BASE_URL, model: env.GEMINI_MODEL } }))

const log = z
  .object({ LOG_LEVEL: z.enum(logLevels, `must be ${logLevels.join(', ')}`).default('info') })
  .transform((env) => ({ logLevel: env.LOG_LEVEL }))

const schema = z.intersection(
  keysSource.transform((keysFrom) => ({ keysFrom })),
  z.intersection(gemini, log),
)

export type Env = z.infer<typeof schema> & {
  /** `null`: nothing is measured. */
  telemetry: TelemetrySettings | null
}

/** @throws Error listing every problem by variable, never by value. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value?.trim()))
  const result = schema.safeParse({ ...defaultsFor(given), ...given })
  const telemetry = parseTelemetry(given)
  if (result.success && telemetry.ok) return { ...result.data, telemetry: telemetry.settings }
  const issues = result.error?.issues ?? []
  const measuring = telemetry.ok ? [] : telemetry.problems
  const problems = [
    ...issues.map((issue) => `  - ${issue.path.join('.')} ${issue.message}`),
    ...measuring.map(({ variable, message }) => `  - ${variable} ${message}`),
  ]
  throw new Error(`itqan-ma cannot start, its environment is incomplete:\n${problems.join('\n')}`)
}

function defaultsFor(given: Record<string, string | undefined>): Record<string, string | null> {
  const KEYS_SOURCE = 'dashboard'
  if (given.NODE_ENV === 'production') {
    const GEMINI_BASE_URL = 'https://generativelanguage.googleapis.com/v1beta'
    return { KEYS_SOURCE, GEMINI_BASE_URL }
  }
  return {
    KEYS_SOURCE,
    DATABASE_URL: null,
    DASHBOARD_INTERNAL_URL: `http://localhost:${given.DASHBOARD_PORT ?? 3001}`,
    GEMINI_BASE_URL: `http://localhost:${given.SANDBOX_PORT ?? 3002}/v1beta`,
  }
}

/** `next dev` needs more of a page than is served in production. */
export const isDevelopment = process.env.NODE_ENV === 'development'

let env: Env | undefined

/** The checked environment. Read on first use, so that a build needs none. */
export function getEnv(): Env {
  env ??= parseEnv(process.env)
  return env
}

/** What this process holds that no text may: in the form that is sent, and without its name. */
export function secretsOf({ keysFrom }: Env): string[] {
  return heldBy(keysFrom)
    .flatMap((text) => text.split(','))
    .flatMap((text) => [text.trim(), text.trim().replace(/^[^:]*:/, '')])
    .filter((text) => text.length >= MIN_SECRET_LENGTH)
}

/** What is shorter is no secret, and would blot out words. */
const MIN_SECRET_LENGTH = 8

function heldBy(from: KeysSource): string[] {
  switch (from.from) {
    case 'dashboard':
      return [from.secret]
    case 'database':
      return [from.secret, from.encryptionKeys]
    case 'env':
      return Object.values(from.keys)
    default:
      return from satisfies never
  }
}
