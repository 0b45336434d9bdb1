import type { ExitCode } from './exit-codes'
import type { Messages } from './messages'

/** Ends a command: what to say, in whichever language, and the exit code. */
export class OperatorFailure extends Error {
  readonly exitCode: ExitCode
  /** For `--json`: what happened, in one word. */
  readonly code: string
  readonly say: (messages: Messages) => string
  /** Where its help is; `null` when help would not help. */
  readonly helpOf: string | null

  constructor(options: {
    exitCode: ExitCode
    code: string
    say: (messages: Messages) => string
    helpOf?: string
    cause?: unknown
  }) {
    super(options.code, { cause: options.cause })
    this.name = 'OperatorFailure'
    this.exitCode = options.exitCode
    this.code = options.code
    this.say = options.say
    this.helpOf = options.helpOf ?? null
  }
}
