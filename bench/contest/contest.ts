import type { Ground } from '../ground/ground'
import type { Resources } from '../ground/resources'

/** One figure, and how much of one core whoever asked for it used meanwhile, when that was another process's work. */
export interface Measured {
  value: number
  generatorShare?: number
}

/** Ours and theirs, ready to be asked by turns. Each call does the whole work once. */
export interface Sides {
  ours(): Promise<Measured>
  theirs(): Promise<Measured>
}

/** What a contest is on a line of: the same work, at one size of what grows. */
export interface Growth {
  /** The same for all contests of one plot. */
  line: string
  /** What grows, as the plot's x says it: `keys`, `clients`, `uses a batch`. */
  of: string
  size: number
}

/** One row of the table: the same work, done by ours and by another. */
export interface Contest {
  /** The row's name, which `--only` looks into. */
  name: string
  against: string
  unit: string
  better: 'higher' | 'lower'
  /** The ratio that is wanted; `null` where only the comparison is. */
  target: number | null
  /** What keeps this row from being better, in a sentence. */
  limit: string
  /** Turns of each side that count, after one that warms both up. None: not measured by `--quick`. */
  turns: { full: number; quick: number }
  growth?: Growth
  /** Whether it is a point of a plot and no row: not measured by `--quick`. Default: no. */
  isPointOnly?: boolean
  /**
   * Theirs is a number that stands, or a floor that waits for no disk: the ratio is a figure of the
   * machine, and is not compared with what another run had. Default: no.
   */
  isMachineFigure?: boolean
  /** Makes both sides ready. What it opens of its own is closed by `resources`, last first. */
  open(ground: Ground, resources: Resources): Promise<Sides>
}

/** Whether it has a row of its own in the table. */
export const isRow = ({ isPointOnly = false }: Contest): boolean => !isPointOnly
