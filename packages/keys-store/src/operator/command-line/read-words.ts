import { Parser } from 'yargs/helpers'
import { type FlagOption, flagOptions, textOptions } from './options'

/** A command line taken apart, and judged by nobody yet. */
export interface Words {
  /** What is no option: the command first. */
  words: readonly string[]
  /** By name, as typed. A text that was given without its value is empty; twice, an array. */
  options: ReadonlyMap<string, unknown>
  /** Flags that were given a value. */
  valuedFlags: readonly FlagOption[]
}

/** yargs' own reading alone: its judgements repeat what was typed, which may be a password. */
export function readWords(argv: readonly string[]): Words {
  const { _: words, ...options } = Parser([...argv], {
    string: [...textOptions],
    boolean: [...flagOptions],
    alias: { help: ['h'] },
    configuration: {
      'boolean-negation': false,
      'camel-case-expansion': false,
      'dot-notation': false,
      'parse-numbers': false,
      'parse-positional-numbers': false,
      'short-option-groups': false,
      'strip-aliased': true,
    },
  })
  return {
    words: words.map(String),
    options: new Map(Object.entries(options)),
    valuedFlags: flagOptions.filter((flag) => argv.some((word) => word.startsWith(`--${flag}=`))),
  }
}
