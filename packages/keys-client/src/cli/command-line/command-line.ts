import type { Messages } from '../messages'
import { UsageFailure } from '../usage-failure'
import {
  allOptionsOf,
  type Command,
  commands,
  type FlagOption,
  flagOptions,
  isCommand,
  optionsOf,
  textOptions,
  type TextOption,
} from './options'
import type { Words } from './read-words'
import { refuseSecrets } from './refuse-secrets'
import { repeatable, suggest } from './suggest'

/** A command line whose every word is known. What its values mean is not judged yet. */
export interface CommandLine {
  command: Command
  text(option: TextOption): string | undefined
  flag(option: FlagOption): boolean
}

/** @throws UsageFailure for the first thing that is wrong. */
export function checkCommandLine({ words, options, valuedFlags }: Words): CommandLine {
  refuseSecrets(options.keys())
  const command = commandOf(words, options)
  const problem =
    extraWord(words, command) ??
    unknownOption(options, command) ??
    badValue(options, valuedFlags) ??
    missingOption(options, command)
  if (problem) throw new UsageFailure({ ...problem, command })
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
  say: (usage: Messages['usage']) => string
}

function commandOf([word]: Words['words'], options: Words['options']): Command {
  if (word === undefined) {
    // Such as `keys --version`: a command would not help.
    const none: Problem = { code: 'no_command', say: (usage) => usage.noCommand }
    throw new UsageFailure(unknownOption(options, null) ?? none)
  }
  if (isCommand(word)) return word
  const [named, meant] = [repeatable(word), suggest(word, commands)]
  throw new UsageFailure({
    code: 'unknown_command',
    say: (usage) => usage.unknownCommand(named, meant && `keys ${meant}`),
  })
}

function extraWord(words: readonly string[], command: Command): Problem | null {
  if (words.length < 2) return null
  return { code: 'extra_word', say: (usage) => usage.extraWord(command) }
}

function unknownOption(options: Words['options'], command: Command | null): Problem | null {
  const known: readonly string[] = command
    ? allOptionsOf(command)
    : [...textOptions, ...flagOptions]
  const unknown = [...options.keys()].find((option) => !known.includes(option))
  if (unknown === undefined) return null
  const [named, meant] = [repeatable(unknown), suggest(unknown, known)]
  const whose = command ? `keys ${command}` : 'keys'
  return {
    code: 'unknown_option',
    say: (usage) => usage.unknownOption(whose, named && dashed(named), meant && dashed(meant)),
  }
}

function badValue(options: Words['options'], valuedFlags: readonly string[]): Problem | null {
  const [flag] = valuedFlags
  if (flag) return { code: 'needless_value', say: (usage) => usage.needlessValue(dashed(flag)) }
  for (const [option, value] of options) {
    if (Array.isArray(value)) {
      return { code: 'repeated_option', say: (usage) => usage.repeatedOption(dashed(option)) }
    }
    if (typeof value === 'string' && !value.trim()) {
      return { code: 'missing_value', say: (usage) => usage.missingValue(dashed(option)) }
    }
  }
  return null
}

function missingOption(options: Words['options'], command: Command): Problem | null {
  const missing = optionsOf[command].needed.filter((option) => !options.has(option))
  if (missing.length === 0) return null
  return { code: 'missing_option', say: (usage) => usage.missingOptions(missing.map(dashed)) }
}

const dashed = (option: string) => (option.length === 1 ? `-${option}` : `--${option}`)
