const jobs = new Set<() => Promise<void>>()

/**
 * Runs a job once before the process ends for want of work. A process that is ended by a signal or by
 * `process.exit` does not ask: close the client there.
 */
export function holdExitFor(job: () => Promise<void>): void {
  if (jobs.has(job)) return
  if (jobs.size === 0) process.once('beforeExit', run)
  jobs.add(job)
}

function run(): void {
  const waiting = [...jobs]
  jobs.clear()
  for (const job of waiting) void job()
}
