/** What came of a job, and how much of one core this very process used meanwhile. */
export interface Shared<T> {
  result: T
  share: number
}

/** For jobs that ask others to work: what is asked here is taken from nobody's turn. */
export async function withOwnShare<T>(job: () => Promise<T>): Promise<Shared<T>> {
  const before = process.cpuUsage()
  const begun = performance.now()
  const result = await job()
  const { user, system } = process.cpuUsage(before)
  return { result, share: (user + system) / 1_000 / (performance.now() - begun) }
}
