import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { withClient } from '../packages/keys-store/test/guide-table'
import { openTestDatabase } from '../packages/keys-store/test/open-test-database'
import { freePort } from '../testbed/ports'

const apps = path.resolve(import.meta.dirname, '../apps')

let elsewhere: string

beforeAll(async () => {
  elsewhere = await mkdtemp(path.join(tmpdir(), 'itqan-standalone-'))
  for (const [app, build] of [
    ['dashboard', 'dashboard/.next'],
    ['itqan-ma', 'itqan-ma/.next'],
    ['itqan-ma-on-database', 'itqan-ma/.next-database'],
  ] as const) {
    // Links as they are: they must lead nowhere but into the folder.
    const to = path.join(elsewhere, app)
    await cp(path.join(apps, build, 'standalone'), to, { recursive: true, verbatimSymlinks: true })
  }
})

afterAll(() => rm(elsewhere, { recursive: true, force: true }))

interface Running {
  child: ChildProcess
  output(): string
}

/** Runs a file of a copied folder with this environment and nothing of ours. */
function run(folder: string, args: readonly string[], env: Record<string, string>): Running {
  const cwd = path.join(elsewhere, folder)
  const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let printed = ''
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  return { child, output: () => printed }
}

async function serve(folder: string, file: string, env: Record<string, string>): Promise<string> {
  const port = String(await freePort())
  const { child, output } = run(folder, [file], { ...env, PORT: port, HOSTNAME: '127.0.0.1' })
  const ended = once(child, 'close')
  onTestFinished(async () => {
    child.kill('SIGTERM')
    await ended
  })
  await expect
    .poll(() => child.exitCode !== null || output().includes('Ready in'), { timeout: 50_000 })
    .toBe(true)
  if (child.exitCode !== null) throw new Error(output())
  return `http://127.0.0.1:${port}`
}

/** What a page and its stylesheets name of the app's own files, and does not get. */
async function missingOf(page: string): Promise<{ asked: number; missing: string[] }> {
  const html = await (await fetch(page)).text()
  const named = [...html.matchAll(/(?:src|href)="(\/_next\/static\/[^"]+)"/g)]
  const urls = named.map(([, name = '']) => new URL(name.replaceAll('&amp;', '&'), page).href)
  for (const sheet of urls.filter((url) => url.includes('.css'))) {
    const text = await (await fetch(sheet)).text()
    const fonts = [...text.matchAll(/url\(["']?([^"')]+\.woff2)/g)]
    urls.push(...fonts.map(([, name = '']) => new URL(name, sheet).href))
  }
  const answers = await Promise.all(urls.map(async (url) => ((await fetch(url)).ok ? [] : [url])))
  return { asked: urls.length, missing: answers.flat() }
}

function settings(databaseUrl: string) {
  return {
    DATABASE_URL: databaseUrl,
    DASHBOARD_URL: 'http://localhost:3001',
    INTERNAL_API_SECRET: `itqan-ma:${randomBytes(24).toString('hex')}`,
    BETTER_AUTH_SECRET: randomBytes(24).toString('hex'),
    KEYS_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
  }
}

describe('a standalone folder, away from the repository', { timeout: 240_000 }, () => {
  it('brings an empty database to its release, lets an administrator in, and serves all its files', async () => {
    await using database = await openTestDatabase()
    await withClient(database.url, (client) =>
      client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public'),
    )
    const env = settings(database.url)
    const keys = async (...args: string[]) => {
      const { child, output } = run('dashboard', ['keys.mjs', ...args], env)
      const [code] = (await once(child, 'close')) as [number | null]
      return { code, printed: output() }
    }
    const migrated = await keys('migrate')
    expect(migrated).toMatchObject({ code: 0 })
    expect(migrated.printed).toContain('Applied 20261122120000_init')
    expect((await keys('invite')).printed).toMatch(/\/set-up#[\w-]{43}/)
    expect(await keys('rewrap')).toMatchObject({ code: 0 })
    expect(await keys('audit', 'verify')).toMatchObject({ code: 0 })

    const dashboard = await serve('dashboard', 'apps/dashboard/server.js', env)
    const { asked, missing } = await missingOf(`${dashboard}/sign-in`)
    expect(asked).toBeGreaterThan(10)
    expect(missing).toEqual([])
    const authorization = `Bearer ${env.INTERNAL_API_SECRET}`
    const list = await fetch(`${dashboard}/api/internal/api-keys`, { headers: { authorization } })
    expect(await list.text()).toBe('[]')
  })

  it('serves all files of itqan-ma, and of its build for the shared database', async () => {
    await using database = await openTestDatabase()
    const env = settings(database.url)
    const ways = {
      'itqan-ma': { ...env, DASHBOARD_INTERNAL_URL: 'http://127.0.0.1:1' },
      'itqan-ma-on-database': { ...env, KEYS_SOURCE: 'database' },
    }
    for (const [folder, given] of Object.entries(ways)) {
      const site = await serve(folder, 'apps/itqan-ma/server.js', given)
      const { asked, missing } = await missingOf(site)
      expect(asked).toBeGreaterThan(5)
      expect(missing).toEqual([])
    }
  })
})
