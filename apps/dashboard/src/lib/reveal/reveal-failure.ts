import type { ConsoleRouter } from '@itqan/keys-router'
import { TRPCClientError } from '@trpc/client'
import { type Failure, failureOf } from '../failure'

export type RevealFailure =
  /** The password was given too long ago in this session, or never. */
  | { kind: 'passwordRequired' }
  | { kind: 'wrongPassword' }
  /** Too many guesses, or too many keys. */
  | { kind: 'tooMany'; minutes: number }
  | { kind: 'other'; failure: Failure }

/** What a refused reveal asks of the person. */
export function revealFailureOf(error: unknown): RevealFailure {
  if (isConsoleError(error)) {
    const { data, meta } = error
    if (data?.reason === 'password_required') return { kind: 'passwordRequired' }
    if (data?.reason === 'wrong_password') return { kind: 'wrongPassword' }
    if (data?.code === 'TOO_MANY_REQUESTS') return { kind: 'tooMany', minutes: minutesOf(meta) }
  }
  return { kind: 'other', failure: failureOf(error) }
}

function isConsoleError(error: unknown): error is TRPCClientError<ConsoleRouter> {
  return error instanceof TRPCClientError
}

function minutesOf(meta: Record<string, unknown> | undefined): number {
  const response = meta?.['response']
  const seconds = response instanceof Response ? Number(response.headers.get('retry-after')) : 0
  return Math.max(1, Math.ceil((seconds || 60) / 60))
}
