import path from 'node:path'
import { applyMigrations } from '../../packages/keys-store/src/migrate'
import type { Dice } from '../dice'
import type { DrainedExit } from '../judge/verdict'
import { startBalancer } from '../proxy/balancer'
import { startProxy, type TcpProxy } from '../proxy/tcp-proxy'
import { type AuditDisk, openAuditDisk } from './audit-disk'
import type { Binaries } from '../../testbed/binaries'
import { type BusyClient, secretOf, startClient } from './clients'
import { type Dashboard, startDashboard } from './dashboards'
import { connectTo, type Postgres, startPostgres } from '../../testbed/postgres'
import { type Redis, startRedis } from '../../testbed/redis'
import { type Provider, startProvider } from './sandbox'

/** The ways between the processes, each with a proxy on it. */
export interface Ways {
  dashboards: TcpProxy
  postgres: TcpProxy
  redis: TcpProxy
  provider: TcpProxy
}

/** Everything that runs. */
export interface Stack {
  postgres: Postgres
  redis: Redis
  provider: Provider
  dashboards: readonly Dashboard[]
  clients: readonly BusyClient[]
  ways: Ways
  secret: string
  auditDisk: AuditDisk
  connect: typeof connectTo
  /** Says it to PostgreSQL, past the proxy. */
  ask(...sql: string[]): Promise<void>
  /** Of the dashboards that were told to end. */
  exits: DrainedExit[]
}

interface StackOptions {
  binaries: Binaries
  /** Where logs, ledgers and data are kept. */
  folder: string
  dice: Dice
  seed: number
  /** How many keys the provider knows. */
  keys: number
  kek: string
  /** Runs once the database is there, before any dashboard. */
  prepare: (databaseUrl: string) => Promise<void>
  /** Told how to stop each thing that no child process is. */
  onStarted: (stop: () => Promise<void>) => void
}

export async function startStack(options: StackOptions): Promise<Stack> {
  const { binaries, folder, dice, seed, keys, kek, onStarted } = options
  const random = dice.next
  const secret = `chaos:${secretOf(seed)}`
  const postgres = await startPostgres({
    bin: binaries.postgres,
    home: path.join(folder, 'postgres'),
    // Its own crashes lose nothing without `fsync`: this machine's would. Few enough to hold all of them.
    settings: ['fsync=off', 'max_connections=60'],
  })
  onStarted(postgres.stop)
  await applyMigrations(postgres.url())
  await options.prepare(postgres.url())
  const redis = await startRedis(binaries.redis, folder)
  const provider = await startProvider(folder, keys)
  const lead = async (port: number) => {
    const proxy = await startProxy({ target: () => port, random })
    onStarted(proxy.close)
    return proxy
  }
  const ways = {
    postgres: await lead(postgres.port),
    redis: await lead(redis.port),
    provider: await lead(provider.port),
  }
  const names = ['A', 'B']
  const auditDisk = await openAuditDisk(path.join(folder, 'audit'), names)
  onStarted(auditDisk.remove)
  const dashboards = await Promise.all(
    names.map((name) =>
      startDashboard({
        name,
        logs: folder,
        env: {
          DATABASE_URL: postgres.url(ways.postgres.port),
          REDIS_URL: `redis://127.0.0.1:${ways.redis.port}`,
          INTERNAL_API_SECRET: secret,
          BETTER_AUTH_SECRET: secretOf(seed + 1),
          KEYS_ENCRYPTION_KEYS: kek,
          AUDIT_SINK: `file:${auditDisk.fileOf(name)}`,
        },
      }),
    ),
  )
  const balancer = await startBalancer(dashboards, random)
  onStarted(balancer.close)
  const clients = [1, 2, 3].map((number) =>
    startClient({
      number,
      url: `http://127.0.0.1:${balancer.port}`,
      provider: `http://127.0.0.1:${ways.provider.port}`,
      secret,
      logs: folder,
    }),
  )
  return {
    postgres,
    redis,
    provider,
    dashboards,
    clients,
    ways: { ...ways, dashboards: balancer },
    secret,
    auditDisk,
    connect: connectTo,
    ask: createAsk(postgres),
    exits: [],
  }
}

/** One connection, kept for the next time: there may be no other to get. */
function createAsk(postgres: Postgres) {
  let kept: Awaited<ReturnType<typeof connectTo>> | undefined
  return async (...sql: string[]): Promise<void> => {
    for (const statement of sql) {
      try {
        kept ??= await connectTo(postgres.url())
        await kept.query(statement)
      } catch {
        // The server was started again meanwhile.
        kept = await connectTo(postgres.url())
        await kept.query(statement)
      }
    }
  }
}
