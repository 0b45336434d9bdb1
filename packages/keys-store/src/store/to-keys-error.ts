import { KeysError } from '@itqan/keys-contract'
import { Prisma } from '../generated/client'

/** Prisma's code for a transaction that got no connection, or not enough time. */
const TRANSACTION_FAILED = 'P2028'

/** Prisma's codes for a server that cannot be reached, refuses us, or went away. */
const unreachable = new Set([
  'P1000',
  'P1001',
  'P1002',
  'P1003',
  'P1008',
  'P1010',
  'P1017',
  'P2024',
  'P2037',
])

/** The driver's own words where Prisma passes its error on as it is. */
const lostConnection = /^(Connection terminated|Query read timeout|timeout exceeded when trying)/

/** What the caller may try again is told as such; anything else stays what it is. */
export function toKeysError(cause: unknown): unknown {
  const code = cause instanceof Prisma.PrismaClientKnownRequestError ? cause.code : null
  if (code === TRANSACTION_FAILED) {
    return new KeysError('store_busy', 'The database is busy: try again', { cause })
  }
  const isLost = cause instanceof Error && lostConnection.test(cause.message)
  if (isLost || (code && unreachable.has(code))) {
    return new KeysError('store_unavailable', 'The database cannot be reached', { cause })
  }
  return cause
}
