/** `clear`: never sealed; `malformed`: no envelope; `kek_absent`; `altered`: not what was sealed there. */
export type EnvelopeProblem = 'clear' | 'malformed' | 'kek_absent' | 'altered'

/** Why an envelope stays shut. Says nothing of what it holds; trying again does not help. */
export class EnvelopeError extends Error {
  readonly problem: EnvelopeProblem

  constructor(problem: EnvelopeProblem) {
    super(`The envelope cannot be opened: ${problem}`)
    this.name = 'EnvelopeError'
    this.problem = problem
  }
}
