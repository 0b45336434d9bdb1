import { randomUUID } from 'node:crypto'
import { openDatabase } from '../../packages/keys-store/src'
import type { Contest, Measured } from '../contest/contest'
import type { Ground } from '../ground/ground'
import type { Resources } from '../ground/resources'
import { type Heard, hearOfAll, type Listeners, ownCpuMs, type Remover } from '../load/revocations'
import { startApps } from '../load/apps'
import { openStreams } from '../load/streams'
import { startPlainSse } from '../rivals/plain-sse'
import { commitTimeOf } from '../stack/commit-time'
import { quantile } from '../stack/figures'
import { fillPool } from '../stack/fill'
import { openOperator } from '../stack/operator'

// From a removal to the last use that is possible: a client that was told of it hands the key out no more.
// Who removes is a process that no dashboard knows of: they hear of it from the database.

/** One after the other, in a turn. */
const REMOVALS = 10

/** `CACHE_TTL` of the guide's client: it hands out what it has for so long, whatever was removed. */
const CACHE_TTL_MS = 60_000

const APP_PROCESSES = 4

const common = { unit: 'ms', better: 'lower', turns: { full: 7, quick: 3 } } as const

/** All the way from the operator's call, with its transaction, to the last client that lets go of the key. */
function againstCache(clients: number, target: number): Contest {
  return {
    ...common,
    name: `revocation, ${count(clients)}, p99 from the call to the last use`,
    against: "option A's cache of 60 s",
    target,
    isMachineFigure: true,
    limit: `Theirs is what its own CACHE_TTL says, not measured. Ours: one write a client, and one event that each of them reads. The clients, in ${APP_PROCESSES} processes, share the two cores with the dashboard.`,
    async open(ground, resources) {
      const { remover, nextIds, provider } = await openRemover(ground, resources)
      const [processes, clientsEach] = [APP_PROCESSES, clients / APP_PROCESSES]
      const apps = { ...(await doorOf(ground)), provider, processes, clientsEach }
      const listeners = resources.use(await startApps(apps))
      return {
        ours: async () => p99Of(await hearOfAll(nextIds(), { listeners, remover }), 'fromCall'),
        theirs: async () => ({ value: CACHE_TTL_MS }),
      }
    },
  }
}

/** From the moment that there is something to tell: what it takes beyond the telling. */
function againstPlainSse(clients: number, isPointOnly = false): Contest {
  return {
    ...common,
    name: `revocation, ${count(clients)}, p99 from the commit to the last use`,
    against: 'plain SSE',
    target: null,
    limit:
      'Plain SSE is told what to write. Ours hears that something was committed, and asks what. Whoever reads the streams shares the two cores with the server.',
    growth: {
      line: 'revocation, p99 from the commit to the last use',
      of: 'clients',
      size: clients,
    },
    isPointOnly,
    async open(ground, resources) {
      const { remover, nextIds } = await openRemover(ground, resources)
      const rival = resources.use(await startPlainSse())
      const listeners = await openListeners(resources, { ...(await doorOf(ground)), clients })
      const others = await openListeners(resources, { url: rival.url, secret: '', clients })
      const anyIds = () => Array.from({ length: REMOVALS }, () => randomUUID())
      return {
        ours: async () => p99Of(await hearOfAll(nextIds(), { listeners, remover }), 'fromCommit'),
        theirs: async () =>
          p99Of(await hearOfAll(anyIds(), { listeners: others, remover: rival }), 'fromCommit'),
      }
    },
  }
}

export const revocationContests: readonly Contest[] = [
  againstCache(100, 1_200),
  againstCache(1_000, 600),
  againstPlainSse(1, true),
  againstPlainSse(10, true),
  againstPlainSse(100),
  againstPlainSse(1_000),
]

function count(clients: number): string {
  return `${clients.toLocaleString('en')} ${clients === 1 ? 'client' : 'clients'}`
}

/** Where the dashboard answers apps, and what it wants to hear. */
async function doorOf(ground: Ground): Promise<{ url: string; secret: string }> {
  const { internal: url } = await ground.dashboard()
  const { secret } = await ground.settings()
  return { url, secret }
}

interface Door {
  url: string
  secret: string
  clients: number
}

/** Streams that are read in this process, as a client reads them. */
async function openListeners(
  resources: Resources,
  { url, secret, clients }: Door,
): Promise<Listeners> {
  const streams = await openStreams({ urls: [url], secret, count: clients })
  resources.defer(() => void streams.close())
  return { told: (keyId) => streams.toldOf(keyId, 0), cpuMs: ownCpuMs }
}

interface OpenRemover {
  remover: Remover
  /** Keys for one turn, each to be removed once. */
  nextIds(): string[]
  provider: string
}

async function openRemover(ground: Ground, resources: Resources): Promise<OpenRemover> {
  const { databaseUrl, keks } = await ground.settings()
  const database = resources.use(openDatabase({ url: databaseUrl }))
  const operator = openOperator(database, keks)
  resources.defer(operator.close)
  const provider = `removed-${randomUUID().slice(0, 8)}`
  // The turns that count, the one that does not, and keys that stay.
  const ids = await fillPool(database, {
    provider,
    count: REMOVALS * (common.turns.full + 2),
    keks,
  })
  return {
    remover: {
      remove: operator.revoke,
      committedAt: (keyId) => commitTimeOf(database, keyId),
    },
    nextIds: () => ids.splice(0, REMOVALS),
    provider,
  }
}

function p99Of(heard: Heard, from: 'fromCall' | 'fromCommit'): Measured {
  return { value: quantile(heard[from], 0.99), generatorShare: heard.generatorShare }
}
