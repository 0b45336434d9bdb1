import { liveAnswer } from '@itqan/life-cycle'

/** Whether this process runs: one that does not answer is to be started again. */
export function GET(): Response {
  return liveAnswer()
}

// Else it would be an answer of the build.
export const dynamic = 'force-dynamic'
