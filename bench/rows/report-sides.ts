import { randomUUID } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import superjson from 'superjson'
import { createKeysClient } from '../../packages/keys-client/src'
import { openDatabase } from '../../packages/keys-store/src'
import type { Measured } from '../contest/contest'
import type { Ground } from '../ground/ground'
import type { Resources } from '../ground/resources'
import { withOwnShare } from '../load/own-share'
import { loadPosts } from '../load/posts'
import { OPTION_A_PATH } from '../rivals/option-a'

/** So long each side is asked, in seconds. */
const SECONDS = 1

/** Of those who post by hand. */
const CONNECTIONS = 10

/** Uses between two looks at the network: what an app does between two waits. */
const AT_ONCE = 100

/** Keys that one batch tells of at most. */
const KEYS_A_BATCH = 10

type Side = () => Promise<Measured>

/** One client in this process, as an app has it: keys are taken and told of as fast as it can. */
export async function clientSide(
  ground: Ground,
  resources: Resources,
  keys: number,
): Promise<Side> {
  const { provider } = await ground.pool(keys)
  const { internal: url } = await ground.dashboard()
  const { secret } = await ground.settings()
  const client = resources.use(createKeysClient({ url, secret }))
  await client.waitUntilReady({ providers: [provider] })
  const usesOf = await openUsesCount(ground, resources)
  return async () => {
    const before = await usesOf(provider)
    const begun = performance.now()
    let sent = 0
    while (performance.now() - begun < SECONDS * 1_000) {
      for (let use = 0; use < AT_ONCE; use += 1) {
        const lease = client.tryAcquire(provider)
        if (!lease) throw new Error(`No key of ${provider} to use`)
        lease.ok()
        sent += 1
      }
      await nextTurn()
    }
    await client.reported()
    const seconds = (performance.now() - begun) / 1_000
    const stored = (await usesOf(provider)) - before
    assertStored(sent, stored)
    return { value: stored / seconds }
  }
}

/** Batches of so many uses each, by nobody's client: ten connections, each with its next batch at once. */
export async function batchSide(
  ground: Ground,
  resources: Resources,
  batch: { keys: number; uses: number },
): Promise<Side> {
  const { provider, ids } = await ground.pool(batch.keys)
  const { internal: url } = await ground.dashboard()
  const { secret } = await ground.settings()
  const usesOf = await openUsesCount(ground, resources)
  const kinds = Math.min(KEYS_A_BATCH, batch.uses, ids.length)
  let next = 0
  const nextBody = () => {
    const entries = Array.from({ length: kinds }, (_, index) => ({
      keyId: ids[next++ % ids.length],
      outcome: 'ok',
      count: Math.floor(batch.uses / kinds) + (index < batch.uses % kinds ? 1 : 0),
      lastUsedAt: new Date(),
    }))
    return superjson.stringify({ batchId: randomUUID(), entries })
  }
  return postSide({
    target: { url, secret, path: '/api/internal/trpc/report', nextBody },
    uses: batch.uses,
    countUses: () => usesOf(provider),
  })
}

/** The guide's way: one call a use. */
export async function optionASide(ground: Ground, keys: number): Promise<Side> {
  const { url, secret, database } = await ground.optionA()
  const { provider, ids } = await ground.optionAPool(keys)
  let next = 0
  const nextBody = () => JSON.stringify({ keyId: ids[next++ % ids.length], success: true })
  return postSide({
    target: { url, secret, path: OPTION_A_PATH, nextBody },
    uses: 1,
    countUses: () => database.usesOf(provider),
  })
}

interface Posts {
  target: { url: string; secret: string; path: string; nextBody: () => string }
  /** That one call tells of. */
  uses: number
  countUses(): Promise<number>
}

/** As many calls a turn as were answered in a second of the turn before: none is cut at its end. */
function postSide({ target, uses, countUses }: Posts): Side {
  let amount = 200
  return async () => {
    const before = await countUses()
    const { result, share } = await withOwnShare(() =>
      loadPosts({ ...target, connections: CONNECTIONS, amount }),
    )
    const { answered, seconds } = result
    const stored = (await countUses()) - before
    assertStored(answered * uses, stored)
    amount = Math.max(CONNECTIONS, Math.round((answered / seconds) * SECONDS))
    return { value: stored / seconds, generatorShare: share }
  }
}

/** Reads what our database has counted, beside all dashboards. */
async function openUsesCount(
  ground: Ground,
  resources: Resources,
): Promise<(provider: string) => Promise<number>> {
  const { databaseUrl } = await ground.settings()
  const { prisma } = resources.use(openDatabase({ url: databaseUrl, maxConnections: 1 }))
  return async (provider) => {
    const { _sum } = await prisma.apiKey.aggregate({
      where: { provider },
      _sum: { usageCount: true },
    })
    return Number(_sum.usageCount ?? 0n)
  }
}

function assertStored(sent: number, stored: number): void {
  if (sent !== stored) throw new Error(`${sent} uses were reported and ${stored} stored`)
}
