import { CliFailure } from './cli-failure'
import { exitCodes } from './exit-codes'

/** What nobody foresaw ends a command too. Its message may hold anything: where it arose is told instead. */
export function failureOf(error: unknown): CliFailure {
  if (error instanceof CliFailure) return error
  const name = error instanceof Error ? error.name : typeof error
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line))
  return new CliFailure({
    exitCode: exitCodes.internal,
    code: 'internal',
    say: (messages) => messages.unexpected(name, frames.join('\n')),
    cause: error,
  })
}
