/** Where entries are written beside the database, before the caller is answered. */
export interface SecondSink {
  /**
   * Resolves when all the lines are written: each ends with a newline.
   *
   * @throws Error of the system: then no entry counts as kept.
   */
  write(lines: string): Promise<void>
  close(): Promise<void>
}
