import { type AuditSink, cappedRequest, type Log, originOf } from '@itqan/keys-router'
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { SESSION_ADDRESS_HEADER } from '../arrival/arrival'
import type { Auth } from '../auth'
import type { AttemptOutcome, SignInLimits } from './sign-in-limits'

const SIGN_IN = '/api/auth/sign-in/email'
const SIGN_OUT = '/api/auth/sign-out'

interface AuthHandlerOptions {
  auth: Pick<Auth, 'handler'>
  limits: SignInLimits
  audit: AuditSink
  log: Log
  /** Where the pages are served from, such as `https://keys.example`. */
  origins: readonly string[]
  addressOf: (headers: Headers) => string | null
}

/** Builds the fetch handler of `/api/auth/*`: of Better Auth, what the pages use. Never rejects. */
export function createAuthHandler(
  options: AuthHandlerOptions,
): (request: Request) => Promise<Response> {
  const { auth, origins, log } = options
  return async (request) => {
    const { pathname } = new URL(request.url)
    if (pathname !== SIGN_IN && pathname !== SIGN_OUT) return refuse(404, 'Not found')
    if (request.method !== 'POST') return refuse(405, 'Method not allowed')
    // A browser names the origin of every POST, and no form can send JSON.
    if (!origins.includes(request.headers.get('origin') ?? '')) return refuse(403, 'Forbidden')
    if (!isJson(request.headers)) return refuse(415, 'The content type must be application/json')
    const capped = await cappedRequest(request).catch(() => null)
    // Nobody needs 64 KB to sign in.
    if (!capped) return refuse(413, 'The request body is too large')
    try {
      const answer =
        pathname === SIGN_IN ? await signIn(capped, options) : await auth.handler(capped)
      return uncached(answer)
    } catch (error) {
      const errorId = randomUUID()
      log.error('Internal error', { errorId, path: pathname, cause: error })
      return refuse(500, 'Internal error', { errorId })
    }
  }
}

const credentialsSchema = z.object({ email: z.string().max(320), password: z.string().max(1_024) })

async function signIn(request: Request, options: AuthHandlerOptions): Promise<Response> {
  const credentials = credentialsSchema.safeParse(await request.json().catch(() => null))
  if (!credentials.success) return refuse(400, 'An e-mail address and a password are needed')
  const { auth, limits, addressOf } = options
  const address = addressOf(request.headers)
  const attempt = await limits.begin({ email: credentials.data.email, address })
  if (!attempt.isAllowed) return tooMany(attempt.retryAfterMs)
  const response = await askAuth().catch(async (error: unknown) => {
    await attempt.end('failed')
    throw error
  })
  const outcome = outcomeOf(response)
  await attempt.end(outcome)
  await record({ request, response: response.clone(), outcome, address }, options)
  return response

  function askAuth(): Promise<Response> {
    const headers = new Headers(request.headers)
    headers.set(SESSION_ADDRESS_HEADER, address ?? '')
    const body = JSON.stringify(credentials.data)
    return auth.handler(new Request(request.url, { method: 'POST', headers, body }))
  }
}

function outcomeOf({ ok, status }: Response): AttemptOutcome {
  if (ok) return 'ok'
  return status < 500 ? 'refused' : 'failed'
}

const answerSchema = z.object({ user: z.object({ id: z.string() }) })

/** A person who signed in may do nothing yet that is not audited itself: without an audit, they do. */
async function record(
  attempt: {
    request: Request
    response: Response
    outcome: AttemptOutcome
    address: string | null
  },
  { audit, log }: AuthHandlerOptions,
): Promise<void> {
  const { request, response, outcome, address } = attempt
  const answer = answerSchema.safeParse(await response.json().catch(() => null))
  const actor = { kind: 'person', name: answer.success ? answer.data.user.id : null } as const
  const event = {
    ...originOf(request.headers, { actor, addressOf: () => address }),
    action: 'session.create',
    outcome,
    provider: null,
    keyIds: [],
    detail: null,
  } as const
  await audit
    .append(event)
    .catch((error: unknown) => log.error('A sign-in was not audited', { reason: nameOf(error) }))
}

function tooMany(retryAfterMs: number): Response {
  const seconds = Math.max(1, Math.ceil(retryAfterMs / 1_000))
  const response = refuse(429, 'Too many attempts: try again after the time that Retry-After says')
  response.headers.set('Retry-After', String(seconds))
  return response
}

function refuse(status: number, message: string, fields: Record<string, string> = {}): Response {
  return uncached(Response.json({ message, ...fields }, { status }))
}

function uncached(response: Response): Response {
  response.headers.set('Cache-Control', 'no-store')
  return response
}

function isJson(headers: Headers): boolean {
  return /^application\/json\s*(;|$)/i.test(headers.get('content-type') ?? '')
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error
}
