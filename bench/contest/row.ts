/** What became of a contest. */
export interface Row {
  name: string
  against: string
  /** Medians, in `unit`. */
  ours: number
  theirs: number
  unit: string
  /** Ours against theirs, turned so that higher is better: the median of the turns. */
  ratio: number
  /** The lowest and the highest ratio of a turn. */
  spread: [low: number, high: number]
  /** The ratio that is wanted; `null` where only the comparison is. */
  target: number | null
  /** Of one core, by whoever asked ours and theirs; `null` where that was the work itself. */
  generatorShare: [ours: number | null, theirs: number | null]
}

/** A name may stand for several rows, each against another. */
export const keyOf = ({ name, against }: Pick<Row, 'name' | 'against'>): string =>
  `${name}, against ${against}`
