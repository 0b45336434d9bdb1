import { parseArgs } from 'node:util'

/** What a run is to be. */
export interface Options {
  /** Only rows whose names hold this text, in any case; `null`: all. */
  only: string | null
  /** Fewer and shorter turns, no points of plots; fails when a row fell behind what is kept. */
  isQuick: boolean
  /** Keeps the results, and writes the tables and plots that show them. */
  isKept: boolean
}

export const usage = `pnpm bench [--quick] [--only TEXT] [--keep] [--list]

  --quick      few turns, in under five minutes; ends with 1 when a ratio fell under 80 % of the one kept
  --only TEXT  the rows with this text in their names
  --keep       writes bench/results.json, and the tables and plots of docs/performance.md and the README
  --list       names the rows and ends`

/** @throws TypeError of an option that there is not. */
export function readOptions(
  args: readonly string[],
): Options & { isHelp: boolean; isList: boolean } {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string' },
      quick: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  const { only = null, quick, keep, list, help } = values
  if (quick && keep) throw new Error('What --quick measures is too rough for --keep.')
  return { only, isQuick: quick, isKept: keep, isList: list, isHelp: help }
}
