/** Runs once, before the first request is served. */
export async function register(): Promise<void> {
  // Next compiles this file for its edge runtime too, where there is no database to wait for.
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { stampRequests } = await import('./server/arrival/stamp-requests')
  stampRequests()
  const { boot } = await import('./server/boot')
  await boot()
}
