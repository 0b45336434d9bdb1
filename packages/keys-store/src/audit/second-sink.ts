/** Where entries are written beside the database, before the caller is answered. */
export interface SecondSink {
  /**
   * Resolves when all the lines are written: each ends with a newline.
   *
   * @throws Error of the system: then no entry counts as kept.
   */
  write(lines: string): Promise<void>
  /**
   * Does all that writing takes, without a line. Default: nothing is known before a line is written.
   *
   * @throws Error of the system: then no line could be written.
   */
  probe?(): Promise<void>
  close(): Promise<void>
}
