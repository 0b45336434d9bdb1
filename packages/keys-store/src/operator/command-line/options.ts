/** Each is typed as its words, such as `keys audit verify`. */
export const commands = [
  'migrate',
  'invite',
  'adopt',
  'rewrap',
  'audit verify',
  'audit checkpoint',
  'audit prune',
] as const

export type Command = (typeof commands)[number]

/** Options with a value. */
export const textOptions = ['from', 'before', 'checkpoints', 'public-key', 'lang'] as const

/** Options without one. */
export const flagOptions = ['in-place', 'dry-run', 'check', 'yes', 'json', 'help'] as const

export type TextOption = (typeof textOptions)[number]
export type FlagOption = (typeof flagOptions)[number]
export type Option = TextOption | FlagOption

export const commonOptions: readonly Option[] = ['json', 'lang', 'help']

/** What each command takes besides the common options. */
export const optionsOf: Readonly<Record<Command, readonly Option[]>> = {
  migrate: [],
  invite: [],
  adopt: ['from', 'in-place', 'dry-run'],
  rewrap: ['check'],
  'audit verify': ['checkpoints', 'public-key'],
  'audit checkpoint': ['public-key'],
  'audit prune': ['before', 'yes'],
}

/** The command that words begin with, if any. */
export function commandIn(words: readonly string[]): Command | null {
  const typed = words.join(' ')
  return commands.find((name) => typed === name || typed.startsWith(`${name} `)) ?? null
}
