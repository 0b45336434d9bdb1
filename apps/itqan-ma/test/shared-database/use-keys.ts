import { setTimeout } from 'node:timers/promises'
import { createKeysClient, type ReportTotals } from '@itqan/keys-client'
import { parseInternalSecrets } from '@itqan/keys-contract'
import { openSharedKeys } from '@itqan/keys-store/shared'

// A process of its own that uses keys of the shared database until it is told a time to stop at.
interface Order {
  databaseUrl: string
  /** A client lives this long, in milliseconds, before the next one takes its place. */
  lifetimeMs: number
}

const { databaseUrl, lifetimeMs } = JSON.parse(process.argv[2] ?? '{}') as Order
const secret = process.env['INTERNAL_API_SECRET'] ?? ''
const parsed = parseInternalSecrets(secret)
if (!parsed.ok) throw new Error('no secret')
const log = { error: (message: string) => process.stderr.write(`${message}\n`) }
const shared = openSharedKeys({ databaseUrl, secret, secrets: parsed.secrets, log })
await shared.ready(60_000)

/** Four calls at a time, each of some milliseconds, as a small app makes them. */
async function useUntil(end: number): Promise<ReportTotals & { uses: number }> {
  const keys = createKeysClient({ link: shared.link })
  let uses = 0
  const work = async () => {
    while (Date.now() < end) {
      await keys.withKey('gemini', () => setTimeout(1 + 8 * Math.random()))
      uses += 1
    }
  }
  await Promise.all([work(), work(), work(), work()])
  return { uses, ...(await keys.close({ timeoutMs: 30_000 })) }
}

process.send?.('ready')
process.once('message', (end: number) => void run(end))

async function run(end: number): Promise<void> {
  const sum = { uses: 0, sent: 0, pending: 0, dropped: 0 }
  while (Date.now() < end) {
    const totals = await useUntil(Math.min(end, Date.now() + lifetimeMs))
    for (const key of ['uses', 'sent', 'pending', 'dropped'] as const) sum[key] += totals[key]
  }
  await shared.close()
  process.send?.(sum, () => process.disconnect())
}
