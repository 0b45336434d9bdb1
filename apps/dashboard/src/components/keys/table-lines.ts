/** Which lines of a table are drawn, and where. */
export interface TableLines {
  drawn: readonly DrawnLine[]
  /** Those that are looked at, both included. */
  visible: { first: number; last: number }
  /** Of all lines, in pixels; `null` where what is drawn says it. */
  height: number | null
  measure?: (row: HTMLElement | null) => void
  scrollTo(line: number): void
  /** This line has the focus and must go on being drawn; with `null` none has it. */
  keep(line: number | null): void
}

export interface DrawnLine {
  line: number
  /** In pixels from the first line; `null` for one that stands where it is, and stays in sight as a heading. */
  top: number | null
}
