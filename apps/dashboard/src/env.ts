import { parseInternalSecrets } from '@itqan/keys-contract'
import { embeddedDatabaseUrl } from '@itqan/keys-store/embedded-url'
import { z } from 'zod'

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
    })
    .transform((env) => ({
      databaseUrl: env.DATABASE_URL ?? embeddedDatabaseUrl(env.DATABASE_PORT),
      dashboardUrl: env.DASHBOARD_URL ?? `http://localhost:${env.DASHBOARD_PORT}`,
      internalSecrets: env.INTERNAL_API_SECRET,
      authSecret: env.BETTER_AUTH_SECRET,
    }))
}

/** What the dashboard is told by its surroundings, checked. */
export type Env = z.infer<ReturnType<typeof schemaOf>>

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
  if (result.success) return result.data
  throw new EnvError(result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`))
}

let env: Env | undefined

/** The process's own environment, read once. */
export function getEnv(): Env {
  return (env ??= readEnv(process.env))
}
