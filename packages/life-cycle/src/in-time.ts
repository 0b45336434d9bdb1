/** Whether a job came to its end within `ms`, however it did. What it began goes on. */
export async function endsInTime(job: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), Math.max(0, ms))
  })
  const end = job.then(
    () => true,
    () => true,
  )
  return Promise.race([end, late]).finally(() => clearTimeout(timer))
}
