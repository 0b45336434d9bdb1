import type { Settings } from '../stack/dashboard'
import type { OwnPostgres } from '../stack/own-postgres'

/** What an axis is measured on. */
export interface Ground {
  postgres: OwnPostgres
  settings: Settings
}

/** One size, and what was measured at it, by column. NaN where nothing could be. */
export interface Point {
  size: number
  values: Readonly<Record<string, number>>
  /** What the figures do not say, such as a refusal. */
  note?: string
}

/** One thing that grows while all else stays. */
export interface Axis {
  name: string
  /** What grows, as the plot's x says it. */
  unit: string
  sizes: readonly number[]
  /** What is measured, with its unit, as the plot's panels say it. */
  columns: readonly string[]
  measure(ground: Ground, size: number): Promise<Point>
}
