import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { createKeysClient, type ReportTotals } from '@itqan/keys-client'
import { parseInternalSecrets } from '@itqan/keys-contract'
import { openSharedKeys } from '@itqan/keys-store/shared'

// A process of its own: it is told where to use keys of the shared database, says when it is ready, is
// told when to stop, and says what it did.
export interface Order {
  databaseUrl: string
  encryptionKeys: string
  secret: string
  /** A client lives this long, in milliseconds, before the next one takes its place. */
  lifetimeMs: number
}

export interface Totals extends ReportTotals {
  uses: number
}

const received = async <T>() => ((await once(process, 'message')) as [T])[0]

const { databaseUrl, encryptionKeys, secret, lifetimeMs } = await received<Order>()
const parsed = parseInternalSecrets(secret)
if (!parsed.ok) throw new Error('no secret')
const { secrets } = parsed
const log = {
  error: (message: string, { cause }: Record<string, unknown>) =>
    void process.stderr.write(`${message}: ${String(cause)}\n`),
}
const shared = openSharedKeys({ databaseUrl, encryptionKeys, secret, secrets, log })
await shared.ready(60_000)
process.send?.('ready')
const end = await received<number>()

/** Four calls at a time, each of some milliseconds, as a small app makes them. */
async function callUntil(stopAt: number): Promise<Totals> {
  // A server that fifty processes keep busy may answer late: what is looked at is what it counts.
  const keys = createKeysClient({ link: shared.link, initTimeoutMs: 60_000 })
  let uses = 0
  const work = async () => {
    while (Date.now() < stopAt) {
      await keys.withKey('gemini', () => setTimeout(1 + 8 * Math.random()))
      uses += 1
    }
  }
  await Promise.all([work(), work(), work(), work()])
  return { uses, ...(await keys.close({ timeoutMs: 30_000 })) }
}

const sum: Totals = { uses: 0, sent: 0, pending: 0, dropped: 0 }
while (Date.now() < end) {
  const totals = await callUntil(Math.min(end, Date.now() + lifetimeMs))
  for (const key of ['uses', 'sent', 'pending', 'dropped'] as const) sum[key] += totals[key]
}
await shared.close()
process.send?.(sum, () => process.disconnect())
