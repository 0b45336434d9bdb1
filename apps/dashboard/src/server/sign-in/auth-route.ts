import {
  type AddressOf,
  type AuditAction,
  type AuditEvent,
  type AuditSink,
  type Log,
  originOf,
} from '@itqan/keys-router'
import type { PeopleStore } from '@itqan/keys-store'
import { SESSION_ADDRESS_HEADER } from '../arrival/arrival'
import type { Auth } from '../auth'
import type { Counter } from '../rate-limit/counter'
import type { SignInLimits } from './sign-in-limits'

export interface AuthRouteOptions {
  auth: Auth
  people: Pick<PeopleStore, 'accept' | 'offer'>
  limits: SignInLimits
  /** Bounds what an address may try without a session, passwords aside. */
  strangers: Counter
  /** Of each person, the codes of an authenticator that were taken: none is taken twice. */
  usedCodes: Counter
  audit: AuditSink
  log: Log
  addressOf: AddressOf
}

/** One of the paths under `/api/auth`. Its body was measured, its origin looked at. */
export type AuthRoute = (request: Request, options: AuthRouteOptions) => Promise<Response>

/** Hands a request on to Better Auth with the body that we read of it, and with its true address. */
export function askAuth(
  request: Request,
  body: object | null,
  { auth, addressOf }: AuthRouteOptions,
): Promise<Response> {
  const { method, url } = request
  const headers = new Headers(request.headers)
  headers.set(SESSION_ADDRESS_HEADER, addressOf(request.headers) ?? '')
  const init = body ? { method, headers, body: JSON.stringify(body) } : { method, headers }
  return auth.handler(new Request(url, init))
}

interface Told {
  action: AuditAction
  outcome: AuditEvent['outcome']
  /** The person's id; `null` where nobody knows. */
  person: string | null
  detail?: string
}

/** A person may do nothing here that is not audited itself: without an audit, they do. */
export async function tell(
  request: Request,
  { action, outcome, person, detail }: Told,
  { audit, log, addressOf }: AuthRouteOptions,
): Promise<void> {
  const actor = { kind: 'person', name: person } as const
  const origin = originOf(request.headers, { actor, addressOf })
  await audit
    .append({ ...origin, action, outcome, provider: null, keyIds: [], detail: detail ?? null })
    .catch((error: unknown) =>
      log.error('A sign-in was not audited', { action, reason: nameOf(error) }),
    )
}

/** A server's own trouble is held against nobody. */
export function outcomeOf({ ok, status }: Response): AuditEvent['outcome'] {
  if (ok) return 'ok'
  return status < 500 ? 'refused' : 'failed'
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error
}
