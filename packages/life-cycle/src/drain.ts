import type { ServerResponse } from 'node:http'
import { endsInTime } from './in-time'
import type { HttpServers } from './http-servers'

/** By when each step is over, in milliseconds since the signal. What a step leaves is the next one's. */
export interface DrainTimes {
  /** Until then requests are answered as ever: whoever spreads them sees that this process is not ready. */
  graceMs: number
  /** Until then calls may come to their end. */
  callsMs: number
  /** Until then what stands behind them may be closed. */
  endMs: number
}

export interface DrainJobs {
  /** Ends what would never end by itself. */
  endStreams?: () => void
  /** Closes the servers that are this app's own. */
  closeServers?: () => Promise<void>
  /** Writes what is left, and closes what calls stood on: within `leftMs`, else it is left as it is. */
  close: (leftMs: number) => Promise<void>
  /** Whether somebody counts on the end of this answer. Default: on all. */
  isCall?: (response: ServerResponse) => boolean
}

export interface DrainOptions {
  servers: HttpServers
  times: DrainTimes
  jobs: DrainJobs
  /** In milliseconds, never set back. Default `performance.now`. */
  now?: () => number
}

/** What was left when the time was over. */
export interface Drained {
  /** Calls that got no answer, or a part of one. */
  cutCalls: number
  /** Whether all that calls stood on was closed. */
  isClosed: boolean
}

/**
 * Ends the work of a process in order: nobody is sent here any more, streams and listening end, calls
 * finish, then what they stood on is closed. Never rejects.
 */
export async function drain(options: DrainOptions): Promise<Drained> {
  const { servers, times, jobs, now = () => performance.now() } = options
  const start = now()
  const left = (untilMs: number) => Math.max(0, start + untilMs - now())
  servers.endConnections()
  await new Promise((resolve) => setTimeout(resolve, times.graceMs))
  jobs.endStreams?.()
  const answered = Promise.all([servers.close(), jobs.closeServers?.()])
  await endsInTime(answered, left(times.callsMs))
  const cutCalls = servers.cut(jobs.isCall)
  const leftMs = left(times.endMs)
  const isClosed = await endsInTime(jobs.close(leftMs), leftMs)
  return { cutCalls, isClosed }
}
