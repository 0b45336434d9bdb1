import { checkCommandLine, type CommandLine, wrongUsage } from './command-line/command-line'
import { type Command, commandIn, commands } from './command-line/options'
import { readWords, type Words } from './command-line/read-words'
import { type ExitCode, exitCodes } from './exit-codes'
import type { Io } from './io'
import { type Language, languages } from './language'
import { messages } from './messages'
import { OperatorFailure } from './operator-failure'

/** Does what a command line asks for. Prints what went wrong, and ends with a code that tells it. */
export async function run(io: Io, argv: readonly string[]): Promise<ExitCode> {
  const words = readWords(argv)
  const isJson = words.options.get('json') === true
  const chosen = languages.find((language) => language === words.options.get('lang'))
  const own: Io = { ...io, language: chosen ?? io.language }
  try {
    if (wantsHelp(words)) return await help(own, words)
    const line = checkCommandLine(words)
    if (words.options.has('lang') && !chosen) {
      throw wrongUsage({ code: 'bad_language', say: (usage) => usage.badLanguage }, line.command)
    }
    const code = await dispatch(own, line)
    if (io.signal.aborted) io.err(messages[own.language].settings.interrupted)
    return code
  } catch (error) {
    return tellFailure(own, failureOf(error), isJson)
  }
}

/** `keys help adopt` is what git and npm have taught people to type. */
function wantsHelp({ words, options }: Words): boolean {
  return options.get('help') === true || words[0] === 'help'
}

/** `keys audit --help` is about all of its commands. */
async function help(io: Io, { words }: Words): Promise<ExitCode> {
  const { renderHelp } = await import('./render-help')
  const typed = words.filter((word) => word !== 'help')
  const one = commandIn(typed)
  const meant: readonly Command[] = one
    ? [one]
    : commands.filter((name) => name.startsWith(`${typed[0] ?? ''} `))
  const pages = (meant.length > 0 ? meant : commands).map((name) => renderHelp(name, io.language))
  io.out((await Promise.all(pages)).join('\n\n\n'))
  return exitCodes.ok
}

/** Each command is loaded when it is called: help need not wait for all. */
async function dispatch(io: Io, line: CommandLine): Promise<ExitCode> {
  switch (line.command) {
    case 'migrate':
      return (await import('./migrate-command')).runMigrate(io, line)
    case 'invite':
      return (await import('./invite-command')).runInvite(io, line)
    case 'adopt':
      return (await import('./adopt-command')).runAdopt(io, line)
    case 'rewrap':
      return (await import('./rewrap-command')).runRewrap(io, line)
    case 'audit verify':
      return (await import('./audit-verify-command')).runAuditVerify(io, line)
    case 'audit checkpoint':
      return (await import('./audit-checkpoint-command')).runAuditCheckpoint(io, line)
    case 'audit prune':
      return (await import('./audit-prune-command')).runAuditPrune(io, line)
    default:
      return line.command satisfies never
  }
}

/** What nobody foresaw ends a command too. Its message may hold anything: where it arose is told instead. */
function failureOf(error: unknown): OperatorFailure {
  if (error instanceof OperatorFailure) return error
  const name = error instanceof Error ? error.name : typeof error
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line))
  return new OperatorFailure({
    exitCode: exitCodes.internal,
    code: 'internal',
    say: (all) => all.unexpected(name, frames.join('\n')),
    cause: error,
  })
}

/** One JSON object on standard output, or a sentence on standard error. */
function tellFailure(io: Io, failure: OperatorFailure, isJson: boolean): ExitCode {
  const own: (typeof messages)[Language] = messages[io.language]
  const message = failure.say(own)
  if (isJson) io.out(JSON.stringify({ ok: false, code: failure.code, message }))
  else {
    io.err(message)
    if (failure.helpOf) io.err(own.seeHelp(failure.helpOf))
  }
  return failure.exitCode
}
