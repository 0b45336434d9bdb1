import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { createKeysClient } from '../packages/keys-client/src'
import type { Sample } from './judge/recovery'

/** Between two looks, in milliseconds. */
const LOOK_EVERY_MS = 200

/** Longest wait for one answer, in milliseconds. */
const PATIENCE_MS = 2_000

/** Asks all along whether the dashboards serve. */
export interface Probe {
  readonly samples: readonly Sample[]
  stop(): Promise<void>
}

/**
 * Each look is a `list`, and a `report` of a key that nobody has: it is accepted, and counts nothing.
 *
 * @param areStreamsBack whether every client hears of changes at the moment.
 */
export function startProbe(options: {
  url: string
  secret: string
  areStreamsBack: () => boolean
}): Probe {
  const { url, secret, areStreamsBack } = options
  const client = createKeysClient({ url, secret, watch: false, timeoutMs: PATIENCE_MS })
  const samples: Sample[] = []
  let isStopped = false
  const works = (call: Promise<unknown>) => call.then(() => true).catch(() => false)

  async function look(): Promise<void> {
    const entry = { keyId: 'chaos-probe', outcome: 'ok', count: 1, lastUsedAt: new Date() } as const
    const [list, report] = await Promise.all([
      works(client.list({ provider: 'gemini' })),
      works(client.report({ batchId: randomUUID(), entries: [entry] })),
    ])
    samples.push({ at: Date.now(), list, report, streams: areStreamsBack() })
  }

  const watching = (async () => {
    while (!isStopped) {
      await look()
      await sleep(LOOK_EVERY_MS)
    }
  })()
  return {
    samples,
    async stop() {
      isStopped = true
      await watching
      await client.close()
    },
  }
}
