// Some apps in one process: real clients of the dashboard, which tell when none of them would hand a key
// out any more. One JSON argument; the secret is in the environment.
import { createKeysClient } from '../../packages/keys-client/src'
import type { AppsMessage } from './start-apps'

const { url, provider, count } = JSON.parse(process.argv[2] ?? '{}') as {
  url: string
  provider: string
  count: number
}

const say = (message: AppsMessage) => void process.send?.(message)

/** On a clock that all processes of a machine share, in milliseconds. */
const machineNow = () => Number(process.hrtime.bigint()) / 1e6

/** When each client let go of a key. */
const gone = new Map<string, number[]>()

function note(keyId: string, at: number): void {
  const moments = gone.get(keyId) ?? []
  gone.set(keyId, moments)
  moments.push(at)
  if (moments.length < count) return
  gone.delete(keyId)
  const { user, system } = process.cpuUsage()
  say({ kind: 'gone', keyId, moments, cpuMs: (user + system) / 1_000 })
}

async function open(): Promise<void> {
  const keys = createKeysClient({ url, secret: process.env['INTERNAL_API_SECRET'] ?? '' })
  await keys.waitUntilReady({ providers: [provider], timeoutMs: 30_000 })
  const handedOut = () => new Set(keys.explain(provider).map(({ keyId }) => keyId))
  let known = handedOut()
  keys.on('update', () => {
    const [left, at] = [handedOut(), machineNow()]
    for (const keyId of known) if (!left.has(keyId)) note(keyId, at)
    known = left
  })
  while (keys.status().stream !== 'open') await new Promise((resolve) => setTimeout(resolve, 20))
}

await Promise.all(Array.from({ length: count }, open))
say({ kind: 'ready' })
process.on('disconnect', () => process.exit())
