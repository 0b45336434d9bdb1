// Some apps in one process: real clients of the dashboard, which tell when each of them let go of a key.
// One JSON argument; the secret is in the environment.
import { createKeysClient, type KeysClient } from '../../packages/keys-client/src'
import type { AppsMessage } from './apps'

const { url, provider, count } = JSON.parse(process.argv[2] ?? '{}') as {
  url: string
  provider: string
  count: number
}

const say = (message: AppsMessage) => void process.send?.(message)

/** On a clock that all processes of a machine share, in milliseconds. */
const machineNow = () => Number(process.hrtime.bigint()) / 1e6

const idsOf = (keys: KeysClient) => new Set(keys.explain(provider).map(({ keyId }) => keyId))

async function open(): Promise<KeysClient> {
  const keys = createKeysClient({ url, secret: process.env['INTERNAL_API_SECRET'] ?? '' })
  await keys.waitUntilReady({ providers: [provider], timeoutMs: 30_000 })
  while (keys.status().stream !== 'open') await new Promise((resolve) => setTimeout(resolve, 20))
  return keys
}

const clients = await Promise.all(Array.from({ length: count }, open))
let known = [...(clients.map(idsOf)[0] ?? [])]
let moments: number[] = []

let cpuMs = 0
let measured = process.cpuUsage()

/** Which key all of them let go of. Asked when they have, and not counted: it takes longer than that. */
function tellWhich(): void {
  const { user, system } = process.cpuUsage(measured)
  cpuMs += (user + system) / 1_000
  const left = clients.map(idsOf)
  const gone = known.filter((keyId) => left.every((ids) => !ids.has(keyId)))
  known = known.filter((keyId) => !gone.includes(keyId))
  for (const keyId of gone) say({ kind: 'gone', keyId, moments, cpuMs })
  moments = []
  measured = process.cpuUsage()
}

for (const keys of clients) {
  let had = known.length
  keys.on('update', ({ keys: has }) => {
    // It is out of the pool by now.
    if (has < had) moments.push(machineNow())
    had = has
    if (moments.length === count) setImmediate(tellWhich)
  })
}
say({ kind: 'ready' })
process.on('disconnect', () => process.exit())
