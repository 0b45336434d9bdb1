import type { Row } from '../contest/row'
import { brief } from '../stack/figures'

/** How a ratio is written: `12.3×`. */
export const times = (ratio: number): string => `${brief(ratio)}×`

const amount = (value: number, unit: string) => `${brief(value)} ${unit}`

const share = (value: number | null) => (value === null ? '–' : `${Math.round(value * 100)} %`)

/** Whether it reaches what is wanted; `–` where nothing is. */
function verdict({ ratio, target }: Row): string {
  if (target === null) return ratio >= 1 ? '–' : 'slower'
  return ratio >= target ? 'yes' : 'no'
}

/** What is said of a row, by column. */
export function cellsOf(row: Row) {
  const [ours, theirs] = row.generatorShare
  const [low, high] = row.spread
  return {
    row: row.name,
    against: row.against,
    ours: amount(row.ours, row.unit),
    theirs: amount(row.theirs, row.unit),
    ratio: times(row.ratio),
    spread: `${brief(low)}–${brief(high)}`,
    target: row.target === null ? '–' : `≥ ${times(row.target)}`,
    reached: verdict(row),
    load: `${share(ours)} / ${share(theirs)}`,
  }
}

export type Column = keyof ReturnType<typeof cellsOf>

/** All of them, in their order. */
export const allColumns: readonly Column[] = [
  'row',
  'against',
  'ours',
  'theirs',
  'ratio',
  'spread',
  'target',
  'reached',
  'load',
]
