// What encryption and audit cost `list`: one process, one PostgreSQL, each way by turns.
//   TEST_DATABASE_URL=postgresql://… npx tsx bench/list-cost.ts [rounds]
import { randomBytes, randomUUID } from 'node:crypto'
import { type AuditSink, createInternalHandlers, type KeyStore } from '@itqan/keys-router'
import { Client } from 'pg'
import { type AuditLog, checkpointSigner, createAuditLog } from '../src/audit'
import { type Database, openDatabase } from '../src/database'
import { createChangeFeed } from '../src/feed/create-change-feed'
import { type KeyOpener, parseKeyring, sealKey } from '../src/keyring'
import { applyMigrations } from '../src/migrate'
import { createKeyStore } from '../src/store/create-key-store'
import { createRedactor } from '../src/redaction/redactor'

const SECRET = randomBytes(24).toString('hex')
const SIZES = [10, 1_000]
const CALLERS = [1, 10, 50]

const log = {
  error: (message: string) => void process.stderr.write(`${message}\n`),
}
const noAudit: AuditSink = { append: async () => undefined }

/** Hands out what the table says. */
const openNothing: KeyOpener = {
  redactor: createRedactor(),
  open: async (rows) => new Map(rows.map(({ id, key }) => [id, key])),
}

function makeKeyring() {
  const parsed = parseKeyring(`bench:${randomBytes(32).toString('base64')}`)
  if (!parsed.ok) throw new Error(parsed.problems.join('\n'))
  return parsed.keyring
}

const keyring = makeKeyring()

/** Pools of both sizes, in clear and sealed. */
async function fill({ prisma }: Database): Promise<void> {
  for (const size of SIZES) {
    for (let index = 0; index < size; index += 1) {
      const key = `AIza${randomBytes(18).toString('hex')}`
      const rest = { name: `key ${index}`, maskedKey: 'AIza…', revision: 0n }
      const [clear, sealed] = [`clear-${size}`, `sealed-${size}`]
      await prisma.apiKey.create({ data: { ...rest, id: randomUUID(), provider: clear, key } })
      const id = randomUUID()
      const columns = await sealKey(keyring, { id, provider: sealed }, key)
      await prisma.apiKey.create({ data: { ...rest, id, provider: sealed, ...columns } })
    }
  }
}

interface Way {
  name: string
  /** Lists the pool of a size once. */
  list(size: number): Promise<void>
}

function makeWay(
  name: string,
  options: { prefix: string; store: KeyStore; audit: AuditSink },
): Way {
  const { prefix, store, audit } = options
  const feed = createChangeFeed({ changes: (since) => store.changes(since), log })
  const limiter = { take: async () => ({ isAllowed: true }) as const }
  const secrets = [{ app: 'bench', secret: SECRET, scope: { canRead: true, provider: null } }]
  const handlers = createInternalHandlers({ store, feed, audit, log, limiter, secrets })
  return {
    name,
    async list(size) {
      const input = encodeURIComponent(JSON.stringify({ json: { provider: `${prefix}-${size}` } }))
      const url = `http://bench.invalid/api/internal/trpc/list?input=${input}`
      const response = await handlers.trpc(
        new Request(url, { headers: { authorization: `Bearer ${SECRET}` } }),
      )
      const body = await response.text()
      if (response.status !== 200 || body.length < size * 100)
        throw new Error(`no list: ${response.status}`)
    },
  }
}

function makeWays(database: Database, audit: AuditLog): Way[] {
  const sealed = createKeyStore(database, { keyring, audit, log })
  const clear = createKeyStore(database, { keyring, audit, log, opener: openNothing })
  return [
    makeWay('neither', { prefix: 'clear', store: clear, audit: noAudit }),
    makeWay('encryption', { prefix: 'sealed', store: sealed, audit: noAudit }),
    makeWay('audit', { prefix: 'clear', store: clear, audit }),
    makeWay('both', { prefix: 'sealed', store: sealed, audit }),
  ]
}

interface Load {
  size: number
  callers: number
}

/** Of one call, in milliseconds: on the wall's clock, and on this process's processor. */
interface Cost {
  wall: number
  cpu: number
}

/** As many calls are under way as there are callers. */
async function measure(way: Way, { size, callers }: Load): Promise<Cost> {
  const calls = Math.max(callers * 2, size >= 1_000 ? 10 : 60)
  let begun = 0
  const work = async () => {
    while ((begun += 1) <= calls) await way.list(size)
  }
  const [cpu, started] = [process.cpuUsage(), performance.now()]
  await Promise.all(Array.from({ length: callers }, work))
  const wall = performance.now() - started
  const { user, system } = process.cpuUsage(cpu)
  return { wall: wall / calls, cpu: (user + system) / 1_000 / calls }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

/** Of each round, against what neither cost in the same round: a busy machine is busy for both. */
function ratios(base: readonly Cost[], costs: readonly Cost[]): string {
  const of = (part: keyof Cost) =>
    median(costs.map((cost, round) => (base[round]?.[part] ?? Number.NaN) / cost[part])).toFixed(2)
  return `${median(costs.map(({ wall }) => wall)).toFixed(2)} ms (${of('wall')}, processor ${of('cpu')})`
}

async function compare(ways: readonly Way[], load: Load & { rounds: number }): Promise<void> {
  const costs = new Map<string, Cost[]>(ways.map(({ name }) => [name, []]))
  for (let round = -2; round < load.rounds; round += 1) {
    // Every other round the other way round: nobody is always the first.
    for (const way of round % 2 === 0 ? ways : ways.toReversed()) {
      const cost = await measure(way, load)
      if (round >= 0) costs.get(way.name)?.push(cost)
    }
  }
  const base = costs.get('neither') ?? []
  const columns = ways.map(({ name }) => `${name} ${ratios(base, costs.get(name) ?? [])}`)
  process.stdout.write(`${load.size} keys, ${load.callers} callers: ${columns.join(', ')}\n`)
}

/** A database of its own, gone with the end. */
async function onDatabase(job: (database: Database) => Promise<void>): Promise<void> {
  const server = process.env['TEST_DATABASE_URL']
  if (!server) throw new Error('Set TEST_DATABASE_URL to a server, postgresql://…')
  const name = `bench_${randomUUID().replaceAll('-', '')}`
  const owner = new Client({ connectionString: server })
  await owner.connect()
  await owner.query(`CREATE DATABASE ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  await applyMigrations(url.href)
  const database = openDatabase({ url: url.href })
  try {
    await job(database)
  } finally {
    await database.close()
    await owner.query(`DROP DATABASE ${name} WITH (FORCE)`)
    await owner.end()
  }
}

const rounds = Number(process.argv[2] ?? 15)

await onDatabase(async (database) => {
  await fill(database)
  const audit = createAuditLog({ database, log, signer: checkpointSigner(randomBytes(32)) })
  const ways = makeWays(database, audit)
  for (const size of SIZES) {
    for (const callers of CALLERS) await compare(ways, { size, callers, rounds })
  }
  await audit.close()
})
