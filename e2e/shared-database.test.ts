import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { someOrigin } from '../packages/keys-router/test/open-doors'
import { openDatabase } from '../packages/keys-store/src'
import { openTestDatabase } from '../packages/keys-store/test/open-test-database'
import { storeOn, testKek } from '../packages/keys-store/test/store-on'
import { type SandboxKey, sandboxKeys } from '../packages/provider-sandbox/src'
import { askForBrief } from './ask-for-brief'
import { freePort } from '../testbed/ports'
import { start } from './processes'

const itqanMa = path.resolve(import.meta.dirname, '../apps/itqan-ma')
const healthy = sandboxKeys.filter(
  ({ provider, behaviour }) => provider === 'gemini' && behaviour === 'healthy',
)

/** Files of a build that speak of the database, and how many were looked at. */
async function findDatabaseIn(build: string): Promise<{ files: number; found: string[] }> {
  const entries = await readdir(path.join(itqanMa, build), { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile() && /\.(js|mjs|json|wasm)$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !file.includes(`${build}/cache/`))
  const found: string[] = []
  for (const file of files) {
    if (/prisma|api_keys/i.test(file + (await readFile(file, 'latin1')))) found.push(file)
  }
  return { files: files.length, found }
}

describe('itqan-ma on the shared database', () => {
  it('writes a brief and counts it, and no dashboard runs', async () => {
    await using server = await openTestDatabase()
    await using database = openDatabase({ url: server.url })
    const store = storeOn(database)
    const [first, second] = healthy as [SandboxKey, SandboxKey]
    const add = ({ name, key }: SandboxKey) =>
      store.create({ provider: 'gemini', name, key }, someOrigin)
    const revoked = await add(first)
    const [itqanMaPort, sandboxPort] = [await freePort(), await freePort()]
    const env = {
      KEYS_SOURCE: 'database',
      DATABASE_URL: server.url,
      INTERNAL_API_SECRET: 'itqan-ma:shared-database-e2e-secret-0123456789',
      KEYS_ENCRYPTION_KEYS: testKek,
      ITQAN_MA_PORT: String(itqanMaPort),
      SANDBOX_PORT: String(sandboxPort),
      GEMINI_BASE_URL: `http://localhost:${sandboxPort}/v1beta`,
      // Nobody listens there.
      DASHBOARD_INTERNAL_URL: 'http://127.0.0.1:1',
    }
    const sandbox = await start({
      folder: 'packages/provider-sandbox',
      script: 'dev',
      env,
      until: 'ready on',
    })
    onTestFinished(sandbox.stop)
    const app = await start({ folder: 'apps/itqan-ma', script: 'start', env, until: 'Ready in' })
    onTestFinished(app.stop)
    const site = `http://localhost:${itqanMaPort}`
    const calls = async () => {
      const response = await fetch(`http://localhost:${sandboxPort}/__sandbox/requests`)
      return ((await response.json()) as { keyName: string }[]).map(({ keyName }) => keyName)
    }

    expect(await askForBrief(site)).toMatchObject({ status: 200 })
    expect(await calls()).toEqual([first.name])
    const uses = async () =>
      new Map((await store.listManaged()).map((key) => [key.name, key.usageCount]))
    await expect.poll(uses, { timeout: 5_000 }).toEqual(new Map([[first.name, 1]]))

    // What another process writes into the database is known at its next look, a second later.
    await add(second)
    await store.setActive({ keyIds: [revoked?.id ?? ''], isActive: false }, someOrigin)
    await expect
      .poll(async () => {
        await askForBrief(site)
        return (await calls()).at(-1)
      })
      .toBe(second.name)
    const before = (await calls()).length
    expect(await askForBrief(site)).toMatchObject({ status: 200 })
    await app.stop()
    expect((await calls()).slice(before)).toEqual([second.name])
    const counted = [...(await uses()).values()].reduce((sum, count) => sum + count, 0)
    expect(counted).toBe((await calls()).length)
    expect(app.output()).not.toContain(first.key)
  })

  it('says what to do where the database has no tables, and ends', async () => {
    await using server = await openTestDatabase()
    await using database = openDatabase({ url: server.url })
    await database.prisma.$executeRaw`DROP TABLE "keys_epoch"`
    const env = {
      KEYS_SOURCE: 'database',
      DATABASE_URL: server.url,
      INTERNAL_API_SECRET: 'itqan-ma:shared-database-e2e-secret-0123456789',
      KEYS_ENCRYPTION_KEYS: testKek,
      ITQAN_MA_PORT: String(await freePort()),
    }
    const starting = start({ folder: 'apps/itqan-ma', script: 'start', env, until: 'never said' })
    await expect(starting).rejects.toThrow('DATABASE_URL: the database has no tables yet: run')
  })

  it('has Prisma in its own build, and the build for the dashboard has none', async () => {
    const shared = await findDatabaseIn('.next-database')
    expect(shared.found.length).toBeGreaterThan(0)
    const dashboard = await findDatabaseIn('.next')
    expect(dashboard.files).toBeGreaterThan(50)
    expect(dashboard.found).toEqual([])
  })
})
