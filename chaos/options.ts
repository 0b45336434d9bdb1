import { parseArgs } from 'node:util'

/** What a run is to be. */
export interface Options {
  /** How long faults are applied, in milliseconds. */
  durationMs: number
  /** Waits for the recovery from each fault, and lets them last longer. */
  isLong: boolean
  seed: number
  /** Only faults whose names hold this text, in any case; `null`: all. */
  only: string | null
  /** Where the table is written as Markdown; `null`: nowhere. */
  out: string | null
}

export const usage = `pnpm chaos [--minutes N | --hours N] [--seed N] [--only TEXT] [--out FILE.md] [--list]

  --minutes N  faults for so long, 2 by default: about one of each
  --hours N    faults for so long, each followed until all is well again
  --seed N     the same order, pauses and choices as another run with this seed
  --only TEXT  the faults with this text in their names, again and again
  --out FILE   writes the table as Markdown, with facts of the machine
  --list       names the faults and ends`

const MINUTE = 60_000

/** @throws Error saying which option is wrong. */
export function readOptions(
  args: readonly string[],
  anySeed: number,
): Options & { isList: boolean } {
  const { values } = parseArgs({
    args: [...args],
    options: {
      minutes: { type: 'string' },
      hours: { type: 'string' },
      seed: { type: 'string' },
      only: { type: 'string' },
      out: { type: 'string' },
      list: { type: 'boolean' },
    },
  })
  const { minutes, hours, seed, only, out, list = false } = values
  if (minutes !== undefined && hours !== undefined) {
    throw new Error('Give --minutes or --hours, not both.')
  }
  const isLong = hours !== undefined
  const durationMs = isLong ? positive('--hours', hours) * 60 * MINUTE : minutesOf(minutes)
  return {
    durationMs,
    isLong,
    seed: seed === undefined ? anySeed : Math.trunc(positive('--seed', seed)),
    only: only ?? null,
    out: out ?? null,
    isList: list,
  }
}

const minutesOf = (text = '2') => positive('--minutes', text) * MINUTE

function positive(name: string, text: string): number {
  const number = Number(text)
  if (text.trim() === '' || !Number.isFinite(number) || number <= 0) {
    throw new Error(`${name} must be a number above 0.`)
  }
  return number
}
