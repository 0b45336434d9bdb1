export const commands = ['sync', 'list', 'doctor'] as const

export type Command = (typeof commands)[number]

/** Options with a value. */
export const textOptions = [
  'provider',
  'var',
  'file',
  'exec',
  'model',
  'url',
  'secret-file',
  'lang',
] as const

/** Options without one. */
export const flagOptions = ['watch', 'check', 'dry-run', 'json', 'help'] as const

export type TextOption = (typeof textOptions)[number]
export type FlagOption = (typeof flagOptions)[number]
export type Option = TextOption | FlagOption

export interface CommandOptions {
  needed: readonly Option[]
  own: readonly Option[]
}

export const commonOptions: readonly Option[] = ['url', 'secret-file', 'json', 'lang', 'help']

/** What each command takes besides the common options. */
export const optionsOf: Readonly<Record<Command, CommandOptions>> = {
  sync: {
    needed: ['provider', 'var', 'file'],
    own: ['exec', 'watch', 'check', 'dry-run'],
  },
  list: { needed: [], own: ['provider'] },
  doctor: { needed: [], own: ['provider', 'model'] },
}

export function isCommand(word: string): word is Command {
  return (commands as readonly string[]).includes(word)
}

export const allOptionsOf = (command: Command): readonly Option[] => [
  ...optionsOf[command].needed,
  ...optionsOf[command].own,
  ...commonOptions,
]
