import { exitCodes } from '../exit-codes'
import type { Messages } from '../messages'
import { OperatorFailure } from '../operator-failure'
import {
  type Command,
  commandIn,
  commonOptions,
  type FlagOption,
  optionsOf,
  type TextOption,
} from './options'
import type { Words } from './read-words'

/** A command line whose every word is known. What its values mean is not judged yet. */
export interface CommandLine {
  command: Command
  text(option: TextOption): string | undefined
  flag(option: FlagOption): boolean
}

/** @throws OperatorFailure for the first thing that is wrong. */
export function checkCommandLine(typed: Words): CommandLine {
  const { words, options } = typed
  const command = commandIn(words)
  if (!command) throw wrongUsage({ code: 'no_command', say: (usage) => usage.noCommand })
  const problem = extraWord(words, command) ?? unknownOption(options, command) ?? badValue(typed)
  if (problem) throw wrongUsage(problem, command)
  return {
    command,
    text: (option) => {
      const value = options.get(option)
      return typeof value === 'string' ? value : undefined
    },
    flag: (option) => options.get(option) === true,
  }
}

interface Problem {
  code: string
  say: (usage: Messages['usage'], all: Messages) => string
}

/** A wrong command line, and where its help is. */
export function wrongUsage({ code, say }: Problem, command?: Command): OperatorFailure {
  return new OperatorFailure({
    exitCode: exitCodes.usage,
    code,
    helpOf: command ? `keys ${command}` : 'keys',
    say: (all) => say(all.usage, all),
  })
}

function extraWord(words: readonly string[], command: Command): Problem | null {
  if (words.length === command.split(' ').length) return null
  return { code: 'extra_word', say: (usage) => usage.extraWord(command) }
}

function unknownOption(options: Words['options'], command: Command): Problem | null {
  const known: readonly string[] = [...optionsOf[command], ...commonOptions]
  const unknown = [...options.keys()].find((option) => !known.includes(option))
  if (unknown === undefined) return null
  // A key or a password that slipped there holds a digit, or is longer.
  const named = /^[a-z][a-z-]{0,19}$/i.test(unknown) ? `--${unknown}` : null
  const choice = known.map((option) => `--${option}`)
  return { code: 'unknown_option', say: (usage) => usage.unknownOption(command, { named, choice }) }
}

function badValue({ options, valuedFlags: [flag] }: Words): Problem | null {
  if (flag) return { code: 'needless_value', say: (usage) => usage.needlessValue(`--${flag}`) }
  for (const [option, value] of options) {
    if (Array.isArray(value)) {
      return { code: 'repeated_option', say: (usage) => usage.repeatedOption(`--${option}`) }
    }
    if (typeof value === 'string' && !value.trim()) {
      return { code: 'missing_value', say: (usage) => usage.missingValue(`--${option}`) }
    }
  }
  return null
}
