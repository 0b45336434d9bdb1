import { checkCommandLine, type CommandLine } from './command-line/command-line'
import { type Command, isCommand } from './command-line/options'
import { readProvider } from './command-line/provider-option'
import { readWords, type Words } from './command-line/read-words'
import { refuseSecrets } from './command-line/refuse-secrets'
import { readSyncOptions } from './command-line/sync-options'
import { type ExitCode, exitCodes } from './exit-codes'
import type { Io } from './io'
import { type Language, languages } from './language'
import { failureOf } from './failure-of'
import { tellFailure } from './tell-failure'
import { UsageFailure } from './usage-failure'

/**
 * Does what a command line asks for. Prints what went wrong, and ends with a code that tells it.
 *
 * @throws the reason of `io.signal` when it aborts a command that was to answer.
 */
export async function run(io: Io, argv: readonly string[]): Promise<ExitCode> {
  const words = readWords(argv)
  const isJson = words.options.get('json') === true
  const chosen = languageIn(words)
  const own: Io = { ...io, language: chosen ?? io.language }
  try {
    if (wantsHelp(words)) return await help(own, words)
    const line = checkCommandLine(words)
    if (words.options.has('lang') && !chosen) {
      throw new UsageFailure({ code: 'bad_language', say: (usage) => usage.badLanguage })
    }
    return await dispatch(own, line)
  } catch (error) {
    if (io.signal.aborted && error === io.signal.reason) throw error
    return tellFailure(own, failureOf(error), isJson)
  }
}

function languageIn({ options }: Words): Language | undefined {
  return languages.find((language) => language === options.get('lang'))
}

/** `keys help sync` is what git and npm have taught people to type. */
function wantsHelp({ words, options }: Words): boolean {
  return options.get('help') === true || words[0] === 'help'
}

async function help(io: Io, { words, options }: Words): Promise<ExitCode> {
  refuseSecrets(options.keys())
  const command: Command | null = words.find(isCommand) ?? null
  const { renderHelp } = await import('./help/render-help')
  io.out(await renderHelp(command, io.language))
  return exitCodes.ok
}

/** Each command is loaded when it is called: help need not wait for all. */
async function dispatch(io: Io, line: CommandLine): Promise<ExitCode> {
  const place = { url: line.text('url'), secretFile: line.text('secret-file') }
  const shared = { ...place, json: line.flag('json') }
  switch (line.command) {
    case 'sync': {
      const options = { ...shared, ...readSyncOptions(line) }
      const { runSync } = await import('./sync/sync-command')
      return runSync(io, options)
    }
    case 'list': {
      const options = { ...shared, provider: readProvider(line) }
      const { runList } = await import('./list/list-command')
      return runList(io, options)
    }
    case 'doctor': {
      const options = { ...shared, provider: readProvider(line), model: line.text('model') }
      const { runDoctor } = await import('./doctor/doctor-command')
      return runDoctor(io, options)
    }
    default:
      return line.command satisfies never
  }
}
