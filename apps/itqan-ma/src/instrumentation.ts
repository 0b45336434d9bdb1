/** Runs once, before the first request is served. */
export async function register(): Promise<void> {
  // Next compiles this file for its edge runtime too, where no process can be ended.
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { boot } = await import('./lib/boot')
  await boot()
}
