import { createKeysClient } from '../../packages/keys-client/src'
import type { HopTimes } from '../app/questions'
import { startApp } from '../app/start-app'
import type { Contest, Sides } from '../contest/contest'
import type { Ground } from '../ground/ground'
import type { Resources } from '../ground/resources'
import { startGateway } from '../rivals/gateway'
import { quantile } from '../stack/figures'
import { startSandbox } from '../stack/sandbox'

/** Calls of one turn of each side. */
const CALLS = 500

/** The pool's size. The gateway balances two keys of it. */
const KEYS = 10

interface Place {
  ground: Ground
  resources: Resources
}

/** An app, the provider, and the pool's keys, which the provider takes. */
async function openCalls({ ground, resources }: Place) {
  const { provider } = await ground.pool(KEYS)
  const keys = await listKeys(ground, provider)
  const sandbox = resources.use(await startSandbox(keys))
  const app = resources.use(await startApp(ground, provider))
  return { app, url: sandbox.url, keys }
}

async function listKeys(ground: Ground, provider: string): Promise<string[]> {
  const [{ internal: url }, { secret }] = [await ground.dashboard(), await ground.settings()]
  await using client = createKeysClient({ url, secret, watch: false })
  const { keys } = await client.list({ provider })
  return keys.map(({ key }) => key)
}

/** The part of the calls that is looked at, by what each side added to them, in microseconds. */
async function againstGateway(
  { part, connections }: { part: number; connections: number },
  place: Place,
): Promise<Sides> {
  const { app, url, keys } = await openCalls(place)
  const [key = '', other = ''] = keys
  const options = { keys: [key, other], provider: url }
  const { url: at, headers } = place.resources.use(await startGateway(options))
  const wanted = { calls: CALLS, connections, url }
  return {
    async ours() {
      return { value: quantile(await app.ask<number[]>({ kind: 'with-key', ...wanted }), part) }
    },
    async theirs() {
      const question = { kind: 'gateway', ...wanted, gateway: { url: at, headers }, key } as const
      const { direct, through } = await app.ask<HopTimes>(question)
      return { value: quantile(through, part) - quantile(direct, part) }
    },
  }
}

/** Theirs is a bound, and no rival. */
async function againstBound(part: number, { bound, ...place }: Place & { bound: number }) {
  const { app, url } = await openCalls(place)
  const question = { kind: 'with-key', calls: CALLS, connections: 1, url } as const
  return {
    ours: async () => ({ value: quantile(await app.ask<number[]>(question), part) }),
    theirs: async () => ({ value: bound }),
  }
}

const microseconds = { unit: 'µs', better: 'lower', turns: { full: 7, quick: 3 } } as const

const limit =
  'Ours is the time before and after the call within `withKey`; theirs is how much longer the same ' +
  'call takes through the gateway than straight to the provider, measured in turns of ten calls.'

const hop = (which: 'p50' | 'p99', connections: number): Contest => ({
  ...microseconds,
  name: `withKey around a provider call, added ${which}${connections > 1 ? `, ${connections} at once` : ''}`,
  against: "the gateway's hop",
  target: connections > 1 ? null : 50,
  limit,
  growth: { line: `withKey, added ${which}`, of: 'calls at once', size: connections },
  ...(connections > 1 && { isPointOnly: true }),
  open: (ground, resources) =>
    againstGateway({ part: which === 'p50' ? 0.5 : 0.99, connections }, { ground, resources }),
})

const BOUND_US = 50

export const withKeyContests: readonly Contest[] = [
  hop('p50', 1),
  hop('p99', 1),
  {
    ...microseconds,
    name: 'withKey around a provider call, added p99',
    against: `${BOUND_US} µs`,
    target: 1,
    isMachineFigure: true,
    limit:
      'About half of the slowest calls set a timer for the reports; the rest is not explained.',
    open: (ground, resources) => againstBound(0.99, { ground, resources, bound: BOUND_US }),
  },
  hop('p50', 10),
  hop('p50', 50),
  hop('p99', 10),
  hop('p99', 50),
]
