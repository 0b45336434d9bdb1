import { CliFailure } from './cli-failure'
import { exitCodes } from './exit-codes'
import type { Messages } from './messages'

type UsageMessages = Messages['usage']

/** A wrong command line. `code` is for `--json`; `command` is where its help is. */
export class UsageFailure extends CliFailure {
  readonly command: string

  constructor(options: {
    code: string
    command?: string | undefined
    say: (messages: UsageMessages) => string
  }) {
    const { code, command, say } = options
    super({ exitCode: exitCodes.usage, code, say: (messages) => say(messages.usage) })
    this.name = 'UsageFailure'
    this.command = command ? `keys ${command}` : 'keys'
  }
}
