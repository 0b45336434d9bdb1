import { drain, type DrainJobs, type DrainTimes } from './drain'
import { httpServers } from './http-servers'
import { outliveReader } from './outlive-reader'
import { stopOnSignal, type StopSignal } from './stop-signal'

/** What a process is at, from its first line to its end. */
export interface Life {
  /** From the signal on: whoever asks should ask another process. */
  isDraining(): boolean
}

export interface LifeOptions {
  /** Asked for at the signal: what is not there yet needs no end. */
  jobs: () => DrainJobs
  times: DrainTimes
  /** Told what the end left undone. */
  onLeft: (left: { signal: StopSignal; cutCalls: number; isClosed: boolean }) => void
  /** False where a framework ends the process by itself, as `next dev` does. Default true. */
  handlesSignals?: boolean
  /** Default `process.exit`. */
  exit?: (code: number) => void
}

/**
 * Takes the end of this process in hand. The exit code is 0 when every call was answered; 1 when some were
 * cut; 130 or 143 when a second signal did not wait. To be called once, before the first request.
 */
export function beginLife(options: LifeOptions): Life {
  const { jobs, times, onLeft, exit = (code) => process.exit(code) } = options
  const { handlesSignals = true } = options
  let isDraining = false
  outliveReader(process.stdout)
  outliveReader(process.stderr)
  if (!handlesSignals) return { isDraining: () => false }
  const servers = httpServers()
  stopOnSignal({
    exit,
    async stop(signal) {
      isDraining = true
      const { cutCalls, isClosed } = await drain({ servers, times, jobs: jobs() })
      if (cutCalls > 0 || !isClosed) onLeft({ signal, cutCalls, isClosed })
      return cutCalls > 0 ? 1 : 0
    },
  })
  return { isDraining: () => isDraining }
}
