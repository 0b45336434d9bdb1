import { randomUUID } from 'node:crypto'
import { KeysError, type KeysErrorCode } from '@itqan/keys-contract'
import { TRPCError } from '@trpc/server'
import { z } from 'zod'
import { Stopping } from './http/stopping'

const ids = new WeakMap<TRPCError, string>()

/** The id under which an internal error stands both in the answer and in the log. */
export function errorIdOf(error: TRPCError): string {
  const id = ids.get(error) ?? randomUUID()
  ids.set(error, id)
  return id
}

/** Whether it is our own failure: it is logged, and the caller gets the id it stands there under. */
export function isOurs(error: TRPCError): boolean {
  // An end that was asked for is no failure.
  if (error instanceof Stopping) return false
  return error.code === 'INTERNAL_SERVER_ERROR' || error.code === 'SERVICE_UNAVAILABLE'
}

/** What a stranger may read of an error: never a stack, an input or a message of a library. */
export function publicMessage(error: TRPCError): string {
  // First: a library's error inside one of ours may look like a caller's mistake.
  if (error.code === 'INTERNAL_SERVER_ERROR') return 'Internal error'
  if (error instanceof Stopping) return error.message
  if (KeysError.isInstance(error.cause)) return error.cause.message
  if (error.cause instanceof z.core.$ZodError) return summary(error.cause)
  if (error.cause instanceof SyntaxError) return 'The request is not valid JSON'
  return sentences[error.code] ?? 'Bad request'
}

const sentences: Partial<Record<TRPCError['code'], string>> = {
  UNAUTHORIZED: 'Unauthorized',
  FORBIDDEN: 'Forbidden',
  NOT_FOUND: 'No such procedure',
  METHOD_NOT_SUPPORTED: 'Method not supported',
  UNSUPPORTED_MEDIA_TYPE: 'The content type must be application/json',
  TIMEOUT: 'The request body did not arrive in time',
  SERVICE_UNAVAILABLE: 'The server gave no answer in time: try again',
  PAYLOAD_TOO_LARGE: 'The request body is too large',
  TOO_MANY_REQUESTS: 'Too many requests: try again after the time that Retry-After says',
}

function summary(error: z.core.$ZodError): string {
  const issues = error.issues.slice(0, 5).map((issue) => {
    const path = issue.path.join('.')
    return path ? `${path}: ${issue.message}` : issue.message
  })
  return issues.join('; ')
}

/** The transport's code for an error of the domain. */
export function toTRPCError(error: KeysError): TRPCError {
  return new TRPCError({ code: trpcCodes[error.code], cause: error })
}

const trpcCodes = {
  key_not_found: 'NOT_FOUND',
  duplicate_key: 'CONFLICT',
  key_unreadable: 'CONFLICT',
  provider_unknown: 'UNPROCESSABLE_CONTENT',
  store_busy: 'SERVICE_UNAVAILABLE',
  store_unavailable: 'SERVICE_UNAVAILABLE',
  audit_unavailable: 'SERVICE_UNAVAILABLE',
  out_of_scope: 'FORBIDDEN',
  password_required: 'FORBIDDEN',
  // Not UNAUTHORIZED: the session is good.
  wrong_password: 'FORBIDDEN',
  person_not_found: 'NOT_FOUND',
  invitation_not_found: 'NOT_FOUND',
  email_taken: 'CONFLICT',
  last_administrator: 'CONFLICT',
  https_required: 'FORBIDDEN',
} as const satisfies Record<KeysErrorCode, TRPCError['code']>
