import type { ConsoleRouter } from '@itqan/keys-router'
import { TRPCClientError } from '@trpc/client'

/** Each kind names a message under `failure`. */
export type FailureKind =
  | 'session'
  | 'forbidden'
  | 'gone'
  | 'duplicate'
  | 'invalid'
  | 'unreadable'
  | 'unknownProvider'
  | 'rateLimit'
  | 'network'
  | 'server'

export interface Failure {
  kind: FailureKind
  /** Finds a failure of the server in its log. */
  errorId: string | null
}

/** What went wrong with a call, in the terms a person is told about. */
export function failureOf(error: unknown): Failure {
  if (!isConsoleError(error)) return { kind: 'server', errorId: null }
  const { data } = error
  if (!data) return { kind: hasAnswer(error) ? 'server' : 'network', errorId: null }
  return { kind: kindOf(data.code, data.reason), errorId: data.errorId }
}

type ConsoleError = TRPCClientError<ConsoleRouter>
type ErrorData = NonNullable<ConsoleError['data']>

function kindOf(code: ErrorData['code'], reason: ErrorData['reason']): FailureKind {
  if (reason === 'duplicate_key') return 'duplicate'
  if (reason === 'key_not_found') return 'gone'
  if (reason === 'key_unreadable') return 'unreadable'
  if (reason === 'provider_unknown') return 'unknownProvider'
  return kinds[code] ?? 'server'
}

const kinds: Partial<Record<ErrorData['code'], FailureKind>> = {
  UNAUTHORIZED: 'session',
  FORBIDDEN: 'forbidden',
  TOO_MANY_REQUESTS: 'rateLimit',
  BAD_REQUEST: 'invalid',
}

/** The one key that an error is about; `null` where it names none. */
export function keyIdOf(error: unknown): string | null {
  return isConsoleError(error) ? (error.data?.keyId ?? null) : null
}

function isConsoleError(error: unknown): error is ConsoleError {
  return error instanceof TRPCClientError
}

/** A proxy's page of HTML is an answer too, though not one tRPC can read. */
function hasAnswer(error: ConsoleError): boolean {
  return error.meta?.['response'] !== undefined
}
