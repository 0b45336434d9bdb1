import { CliFailure } from './cli-failure'
import { troubleOf } from './dashboard-trouble'
import { exitCodes } from './exit-codes'
import type { KeysClientError } from '../errors'

/** Ends a command for what a client threw. `url` is the dashboard's, as it may be shown. */
export function clientFailure(error: KeysClientError, url: string): CliFailure {
  switch (error.code) {
    case 'unauthorized':
      return new CliFailure({
        exitCode: exitCodes.secret,
        code: 'unauthorized',
        say: ({ dashboard }) => dashboard.unauthorized(url),
        cause: error,
      })
    case 'rejected':
      return new CliFailure({
        exitCode: exitCodes.unreachable,
        code: 'rejected',
        say: ({ dashboard }) => dashboard.rejected(url),
        cause: error,
      })
    // What a lease may throw: no command takes one.
    case 'no_key_available':
    case 'deadline_exceeded':
    case 'provider_failed':
    case 'closed':
    case 'unavailable':
      return unreachable(error, url)
    default:
      return error.code satisfies never
  }
}

/** Nothing answered, or something that is not the dashboard. */
export function unreachable(error: unknown, url: string): CliFailure {
  const trouble = troubleOf(error)
  return new CliFailure({
    exitCode: exitCodes.unreachable,
    code: trouble.kind === 'not_dashboard' ? 'not_dashboard' : 'unavailable',
    say: ({ dashboard }) => dashboard.unreachable(url, trouble),
    cause: error,
  })
}
