import type { CliFailure } from './cli-failure'
import type { ExitCode } from './exit-codes'
import type { Io } from './io'
import { messages } from './messages'
import { UsageFailure } from './usage-failure'

/** Says what went wrong: one JSON object on standard output, or a sentence on standard error. */
export function tellFailure(io: Io, failure: CliFailure, isJson: boolean): ExitCode {
  const { [io.language]: own } = messages
  const message = failure.say(own)
  if (isJson) {
    io.out(JSON.stringify({ ok: false, code: failure.code, message }))
  } else {
    io.err(message)
    if (failure instanceof UsageFailure) io.err(own.usage.seeHelp(failure.command))
  }
  return failure.exitCode
}
