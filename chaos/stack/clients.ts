import { createHash } from 'node:crypto'
import path from 'node:path'
import { type Child, startChild } from '../../testbed/child'

/** One run of a client process: it ends with a kill, or when it is told to. */
export interface ClientRun {
  /** `client-1.2`: the second run of the first client. */
  name: string
  ledger: string
  startedAt: number
  /** When it was killed; `null` for one that could end by itself. */
  killedAt: number | null
}

/** A busy app. */
export interface BusyClient {
  readonly runs: readonly ClientRun[]
  /** The state of its stream, as it last said. */
  readonly stream: string
  readonly hasKeys: boolean
  start(): void
  kill(): Promise<void>
  /** Lets its calls end and its reports go. @returns its exit code. */
  close(): Promise<number | null>
  /** Moves its clock away from the true time, in milliseconds. */
  shiftClock(ms: number): void
}

interface ClientOptions {
  number: number
  url: string
  provider: string
  secret: string
  logs: string
}

const script = path.resolve(import.meta.dirname, '../client-process.ts')

export function startClient({ number, url, provider, secret, logs }: ClientOptions): BusyClient {
  const runs: ClientRun[] = []
  let child: Child
  let last = { stream: 'idle', hasKeys: false }

  function start(): void {
    const name = `client-${number}.${runs.length + 1}`
    const ledger = path.join(logs, `${name}.ndjson`)
    last = { stream: 'idle', hasKeys: false }
    runs.push({ name, ledger, startedAt: Date.now(), killedAt: null })
    child = startChild({
      command: process.execPath,
      args: ['--import', 'tsx', script, JSON.stringify({ name, url, provider, ledger })],
      env: { INTERNAL_API_SECRET: secret },
      log: path.join(logs, `client-${number}.log`),
      onMessage: (message) => {
        last = message as typeof last
      },
    })
  }

  start()
  return {
    runs,
    get stream() {
      return last.stream
    },
    get hasKeys() {
      return last.hasKeys
    },
    start,
    async kill() {
      await child.kill()
      const run = runs.at(-1)
      if (run) run.killedAt = Date.now()
    },
    close: () => child.terminate(60_000),
    shiftClock: (shiftMs) => child.send({ shiftMs }),
  }
}

/** A secret that is long enough and the same for the whole run. */
export function secretOf(seed: number): string {
  return createHash('sha256').update(`chaos ${seed}`).digest('base64url')
}
