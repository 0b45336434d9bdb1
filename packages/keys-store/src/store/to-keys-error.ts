import { KeysError } from '@itqan/keys-contract'
import { adapterKindOf, codeOf, isClosed, sqlStateOf } from '../error-code'
import { Prisma } from '../generated/client'

/** Prisma's codes for a transaction that got no connection, not enough time, or in another's way. */
const busy = new Set(['P2028', 'P2034'])

/** PostgreSQL's for the same: a statement or a lock took too long, or two stood in each other's way. */
const busyStates = new Set(['57014', '55P03', '40001', '40P01'])

/** Prisma's codes for a server that cannot be reached, refuses us, or went away. */
const unreachable = new Set([
  'P1000',
  'P1001',
  'P1002',
  'P1003',
  'P1008',
  'P1010',
  'P1011',
  'P1017',
  'P2024',
  'P2037',
])

/** The driver adapter's names for the same. */
const unreachableKinds = new Set([
  'AuthenticationFailed',
  'ConnectionClosed',
  'DatabaseAccessDenied',
  'DatabaseDoesNotExist',
  'DatabaseNotReachable',
  'SocketTimeout',
  'TlsConnectionError',
  'TooManyConnections',
])

/** PostgreSQL's: lost, out of means, shut down; read only, as a standby is; ended while idle. */
const outage = /^(08|53|57P|25006|25P03)/

/** The operating system's, where Prisma knows none of its own: `EPIPE`, `EHOSTUNREACH`. */
const systemError = /^E[A-Z]+$/

/** The driver's own words where Prisma passes its error on as it is. */
const lostConnection =
  /^(Connection terminated|Query read timeout|timeout exceeded when trying|Client (has encountered|was closed))/

/** What the caller may try again is told as such; anything else stays what it is. */
export function toKeysError(cause: unknown): unknown {
  if (KeysError.isInstance(cause)) return cause
  const code = cause instanceof Prisma.PrismaClientKnownRequestError ? cause.code : ''
  const state = sqlStateOf(cause) ?? ''
  if (busyStates.has(state) || (busy.has(code) && !outage.test(state))) {
    return new KeysError('store_busy', 'The database is busy: try again', { cause })
  }
  if (unreachable.has(code) || outage.test(state) || isLost(cause)) {
    return new KeysError('store_unavailable', 'The database cannot be reached', { cause })
  }
  return cause
}

function isLost(cause: unknown): boolean {
  if (isClosed(cause) || systemError.test(codeOf(cause))) return true
  if (unreachableKinds.has(adapterKindOf(cause) ?? '')) return true
  return cause instanceof Error && lostConnection.test(cause.message)
}
