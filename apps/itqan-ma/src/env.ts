import { parseInternalSecrets } from '@itqan/keys-contract'
import { z } from 'zod'

const required = { error: 'is not set' }
const httpUrl = z
  .string(required)
  .pipe(z.url({ protocol: /^https?$/, error: 'must be an http:// or https:// URL' }))

/** Of several secrets the first is sent, with its name if it has one. */
const secretToSend = z
  .string(required)
  .superRefine((value, ctx) => {
    const parsed = parseInternalSecrets(value)
    if (parsed.ok) return
    for (const message of parsed.problems) ctx.addIssue({ code: 'custom', message })
  })
  .transform((value) => value.split(',', 1).join('').trim())

const schema = z
  .object({
    DASHBOARD_INTERNAL_URL: httpUrl,
    INTERNAL_API_SECRET: secretToSend,
    GEMINI_BASE_URL: httpUrl,
    GEMINI_MODEL: z.string().trim().default('gemini-2.5-flash'),
  })
  .transform((env) => ({
    dashboardUrl: env.DASHBOARD_INTERNAL_URL,
    internalSecret: env.INTERNAL_API_SECRET,
    gemini: { baseUrl: env.GEMINI_BASE_URL, model: env.GEMINI_MODEL },
  }))

export type Env = z.infer<typeof schema>

/** @throws Error listing every problem by variable, never by value. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value?.trim()))
  const result = schema.safeParse({ ...defaultsFor(given), ...given })
  if (result.success) return result.data
  const problems = result.error.issues.map(
    (issue) => `  - ${issue.path.join('.')} ${issue.message}`,
  )
  throw new Error(`itqan-ma cannot start, its environment is incomplete:\n${problems.join('\n')}`)
}

function defaultsFor(given: Record<string, string | undefined>): Record<string, string> {
  if (given.NODE_ENV === 'production') {
    return { GEMINI_BASE_URL: 'https://generativelanguage.googleapis.com/v1beta' }
  }
  return {
    DASHBOARD_INTERNAL_URL: `http://localhost:${given.DASHBOARD_PORT ?? 3001}`,
    GEMINI_BASE_URL: `http://localhost:${given.SANDBOX_PORT ?? 3002}/v1beta`,
  }
}

let env: Env | undefined

/** The checked environment. Read on first use, so that a build needs none. */
export function getEnv(): Env {
  env ??= parseEnv(process.env)
  return env
}
