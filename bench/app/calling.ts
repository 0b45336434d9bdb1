import type { KeysClient } from '../../packages/keys-client/src'
import type { CallsWanted, GatewayWanted, HopTimes } from './questions'

/** A call takes a few hundred microseconds: so many in a row see the same machine. */
const BLOCK = 10

const body = JSON.stringify({
  model: 'gpt-4o-mini',
  messages: [{ role: 'user', content: 'Say in one line what this project is.' }],
})

const path = '/chat/completions'

/** One call to a provider, its answer read. @throws Error for a refusal. */
async function call(url: string, init: RequestInit): Promise<Response> {
  const response = await fetch(url, { method: 'POST', body, ...init })
  await response.arrayBuffer()
  if (!response.ok) throw new Error(`${url} answered ${response.status}`)
  return response
}

const headersOf = (key: string) => ({
  authorization: `Bearer ${key}`,
  'content-type': 'application/json',
})

/**
 * What `withKey` adds around a real call: from its beginning until the function has its key and its
 * signal, and from the function's end until the caller has the answer. In microseconds, call by call.
 */
export async function timeWithKey(
  { client, provider }: { client: KeysClient; provider: string },
  { calls, connections, url }: CallsWanted,
): Promise<number[]> {
  const added: number[] = []
  const once = async () => {
    let [given, done] = [0, 0]
    const begun = performance.now()
    await client.withKey(provider, async (key, { signal }) => {
      given = performance.now()
      const response = await call(url + path, { headers: headersOf(key), signal })
      done = performance.now()
      return response
    })
    const got = performance.now()
    added.push((given - begun + got - done) * 1_000)
  }
  await inParallel(calls, connections, once)
  return added
}

/** The same call straight and through the gateway, in turns of a few calls. */
export async function timeGateway(wanted: GatewayWanted): Promise<HopTimes> {
  const { calls, connections, url, gateway, key } = wanted
  const straight = { headers: headersOf(key) }
  const routed = { headers: { 'content-type': 'application/json', ...gateway.headers } }
  const times: HopTimes = { direct: [], through: [] }
  const timed = (to: number[], address: string, init: RequestInit) => async () => {
    const begun = performance.now()
    await call(address, init)
    to.push((performance.now() - begun) * 1_000)
  }
  const direct = timed(times.direct, url + path, straight)
  const through = timed(times.through, gateway.url + path, routed)
  const block = BLOCK * connections
  for (let made = 0; made < calls; made += block) {
    await inParallel(block, connections, direct)
    await inParallel(block, connections, through)
  }
  return times
}

async function inParallel(
  calls: number,
  connections: number,
  once: () => Promise<void>,
): Promise<void> {
  let left = calls
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (left > 0) {
        left -= 1
        await once()
      }
    }),
  )
}
