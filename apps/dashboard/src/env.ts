import { parseInternalSecrets } from '@itqan/keys-contract'
import { embeddedDatabaseUrl } from '@itqan/keys-store/embedded-url'
import { keyringSigners } from '@itqan/keys-store/keyring-signers'
import { parseKeyring } from '@itqan/keys-store/parse-keyring'
import { logLevels, parseTelemetry, type TelemetrySettings } from '@itqan/telemetry/settings'
import { z } from 'zod'
import type { ProviderUrls } from './server/key-tests/ways-to-ask'
import { parseListenAddress } from './server/listener/listen-address'
import { defaultRateLimit, parseRateLimit } from './server/rate-limit/limit'

const required = { error: 'is not set' }

const port = (fallback: number) => z.coerce.number().int().min(1).max(65_535).default(fallback)

const databaseUrl = z.string(required).regex(/^postgres(ql)?:\/\//, 'must begin with postgresql://')

const dashboardUrl = z
  .string(required)
  .pipe(z.url({ protocol: /^https?$/, error: 'must be an http(s) address' }))

const internalSecrets = z.string(required).transform((value, context) => {
  const result = parseInternalSecrets(value)
  if (result.ok) return result.secrets
  for (const message of result.problems) context.addIssue({ code: 'custom', message })
  return z.NEVER
})

const keyring = z.string(required).transform((value, context) => {
  const result = parseKeyring(value)
  if (result.ok) return { keyring: result.keyring, signers: keyringSigners(value) }
  for (const message of result.problems) context.addIssue({ code: 'custom', message })
  return z.NEVER
})

/** How many calls a caller may make in how long. */
const rateLimit = z.string().transform((value, context) => {
  const limit = parseRateLimit(value)
  if (limit) return limit
  context.addIssue({
    code: 'custom',
    message: 'must be points/seconds, at least 10 points, such as 20000/10',
  })
  return z.NEVER
})

const auditSink = z
  .string()
  .regex(/^(stdout|file:\/.*[^/])$/, 'must be stdout or file:/absolute/path')

const redisUrl = z.string().regex(/^rediss?:\/\//, 'must begin with redis:// or rediss://')

const hops = z
  .string()
  .regex(/^([0-9]|10)$/, 'must be a count of proxies, 0 to 10')
  .transform(Number)

const listenAddress = z.string().transform((value, context) => {
  const address = parseListenAddress(value.trim())
  if (address) return address
  context.addIssue({
    code: 'custom',
    message: 'must be host:port, such as 127.0.0.1:3005 or [::1]:3005',
  })
  return z.NEVER
})

const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an http(s) address' })

const officialUrls: ProviderUrls = {
  gemini: 'https://generativelanguage.googleapis.com/v1beta',
  openai: 'https://api.openai.com/v1',
  anthropic: 'https://api.anthropic.com/v1',
  mistral: 'https://api.mistral.ai/v1',
}

function sandboxUrls(sandboxPort: number): ProviderUrls {
  const base = `http://localhost:${sandboxPort}`
  return {
    gemini: `${base}/gemini/v1beta`,
    openai: `${base}/openai/v1`,
    anthropic: `${base}/anthropic/v1`,
    mistral: `${base}/mistral/v1`,
  }
}

/** In development both addresses are on this machine; in production they must be named. */
function schemaOf(isProduction: boolean) {
  return z
    .object({
      DATABASE_URL: isProduction ? databaseUrl : databaseUrl.optional(),
      DATABASE_PORT: port(5439),
      DASHBOARD_PORT: port(3001),
      DASHBOARD_URL: isProduction ? dashboardUrl : dashboardUrl.optional(),
      INTERNAL_API_SECRET: internalSecrets,
      BETTER_AUTH_SECRET: z.string(required).min(32, 'needs at least 32 characters'),
      KEYS_ENCRYPTION_KEYS: keyring,
      AUDIT_SINK: auditSink.optional(),
      RATE_LIMIT: rateLimit.optional(),
      REDIS_URL: redisUrl.optional(),
      TRUSTED_PROXY_HOPS: hops.default(0),
      SANDBOX_PORT: port(3002),
      GEMINI_BASE_URL: httpUrl.optional(),
      OPENAI_BASE_URL: httpUrl.optional(),
      ANTHROPIC_BASE_URL: httpUrl.optional(),
      MISTRAL_BASE_URL: httpUrl.optional(),
      LOG_LEVEL: z.enum(logLevels, `must be ${logLevels.join(', ')}`).default('info'),
      INTERNAL_ALLOW_HTTP: z.enum(['yes', 'no'], 'must be yes or no').default('no'),
      INTERNAL_LISTEN: listenAddress.optional(),
    })
    .transform((env) => ({
      databaseUrl: env.DATABASE_URL ?? embeddedDatabaseUrl(env.DATABASE_PORT),
      dashboardUrl: env.DASHBOARD_URL ?? `http://localhost:${env.DASHBOARD_PORT}`,
      internalSecrets: env.INTERNAL_API_SECRET,
      authSecret: env.BETTER_AUTH_SECRET,
      keyring: env.KEYS_ENCRYPTION_KEYS.keyring,
      /** Of the audit's checkpoints: made from the first key. */
      auditSigner: env.KEYS_ENCRYPTION_KEYS.signers[0],
      /** Whose checkpoints are believed: those that any of the keys signed. */
      auditPublicKeys: env.KEYS_ENCRYPTION_KEYS.signers.map(({ publicKey }) => publicKey),
      /** Where the audit is written besides; `undefined` for nowhere. */
      auditSink: env.AUDIT_SINK,
      rateLimit: env.RATE_LIMIT ?? defaultRateLimit,
      /** `undefined`: counts are kept in memory. */
      redisUrl: env.REDIS_URL,
      /** How many proxies of our own stand before the dashboard. */
      trustedProxyHops: env.TRUSTED_PROXY_HOPS,
      /** Where providers are asked whether they take a key: in development, the sandbox is. */
      providerUrls: withDefaults(
        {
          gemini: env.GEMINI_BASE_URL,
          openai: env.OPENAI_BASE_URL,
          anthropic: env.ANTHROPIC_BASE_URL,
          mistral: env.MISTRAL_BASE_URL,
        },
        isProduction ? officialUrls : sandboxUrls(env.SANDBOX_PORT),
      ),
      logLevel: env.LOG_LEVEL,
      /** Apps may send their secret in clear: on a network that nobody else is on. */
      isPlainHttpAllowed: env.INTERNAL_ALLOW_HTTP === 'yes',
      /** Where the apps' side is served instead of beside the pages; `undefined`: beside them. */
      internalListen: env.INTERNAL_LISTEN,
    }))
}

function withDefaults(
  given: { [provider in keyof ProviderUrls]: string | undefined },
  usual: ProviderUrls,
): ProviderUrls {
  return {
    gemini: given.gemini ?? usual.gemini,
    openai: given.openai ?? usual.openai,
    anthropic: given.anthropic ?? usual.anthropic,
    mistral: given.mistral ?? usual.mistral,
  }
}

/** What the dashboard is told by its surroundings, checked. */
export type Env = z.infer<ReturnType<typeof schemaOf>> & {
  /** `null`: nothing is measured. */
  telemetry: TelemetrySettings | null
}

/** Names every variable that is wrong, and what is wrong with it. Never prints a value. */
export class EnvError extends Error {
  constructor(problems: string[]) {
    super(
      `The environment is not complete:\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
    )
    this.name = 'EnvError'
  }
}

/** @throws EnvError listing every problem at once. */
export function readEnv(source: Record<string, string | undefined>): Env {
  // An empty variable in a file means the same as none.
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value?.trim()))
  const result = schemaOf(set['NODE_ENV'] === 'production').safeParse(set)
  const telemetry = parseTelemetry(set)
  if (result.success && telemetry.ok) return { ...result.data, telemetry: telemetry.settings }
  const issues = result.error?.issues ?? []
  const measuring = telemetry.ok ? [] : telemetry.problems
  throw new EnvError([
    ...issues.map((issue) => `${issue.path.join('.')} ${issue.message}`),
    ...measuring.map(({ variable, message }) => `${variable} ${message}`),
  ])
}

/** `next dev` needs more of a page than is served in production. */
export const isDevelopment = process.env.NODE_ENV === 'development'

let env: Env | undefined

/** The process's own environment, read once. */
export function getEnv(): Env {
  return (env ??= readEnv(process.env))
}
