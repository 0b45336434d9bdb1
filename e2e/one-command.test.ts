import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openEmbeddedDatabase } from '../packages/keys-store/src/embedded'
import { acceptInvitation } from './accept-invitation'
import { freePort } from '../testbed/ports'

const run = promisify(execFile)
const root = path.resolve(import.meta.dirname, '..')
const READY = 'Where to click'

let home: string
let clone: string
let ports: Record<'DASHBOARD_PORT' | 'ITQAN_MA_PORT' | 'SANDBOX_PORT' | 'DATABASE_PORT', string>

beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'itqan-clone-'))
  clone = path.join(home, 'itqan-keys')
  await run('git', ['clone', '--quiet', root, clone])
  const port = async () => String(await freePort())
  ports = {
    DASHBOARD_PORT: await port(),
    ITQAN_MA_PORT: await port(),
    SANDBOX_PORT: await port(),
    DATABASE_PORT: await port(),
  }
})

afterAll(() => rm(home, { recursive: true, force: true }))

/** The README's first command, or another by npx, in a terminal of its own. */
function dev(env: Record<string, string> = {}, command = ['-y', 'pnpm@12', 'dev']) {
  const child = spawn('npx', command, {
    cwd: clone,
    env: { ...withoutPnpm(process.env), ...ports, ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  return {
    output: () => output,
    ended,
    /** Resolves when it prints where to click, rejects with its output if it ends before. */
    ready: async () => {
      await expect
        .poll(() => output.includes(READY) || child.exitCode !== null, { timeout: 240_000 })
        .toBe(true)
      if (!output.includes(READY)) throw new Error(output)
    },
    /** Ctrl-C: a terminal signals the whole foreground group. */
    interrupt: async () => {
      process.kill(-(child.pid ?? 0), 'SIGINT')
      return ended
    },
  }
}

// What the outer pnpm set for its own scripts is not there on a fresh machine.
function withoutPnpm(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const entries = Object.entries(env).filter(
    ([name]) => !/^(npm_|pnpm_|PNPM_|TURBO_|VITEST|NODE_ENV|CI$)/.test(name),
  )
  return Object.fromEntries(entries) as NodeJS.ProcessEnv
}

/** Processes that stand in the clone. */
async function leftovers(): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const folders = await Promise.all(pids.map((pid) => readlink(`/proc/${pid}/cwd`).catch(() => '')))
  return pids.filter((_pid, index) => folders[index]?.startsWith(clone))
}

const url = (name: keyof typeof ports) => `http://localhost:${ports[name]}`

const person = { email: 'first@keys.example', password: 'the-password-of-a-test' }

/** The last link that was printed: the one that stands where to click. */
function setUpLink(output: string): string {
  const links = output.match(/http\S+\/set-up#[\w-]+/g) ?? []
  return links.at(-1) ?? ''
}

async function signIn(): Promise<number> {
  const response = await fetch(`${url('DASHBOARD_PORT')}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url('DASHBOARD_PORT') },
    body: JSON.stringify(person),
  })
  return response.status
}

describe('the one command', { timeout: 300_000 }, () => {
  it('installs, prepares, starts everything and leaves nothing behind', async () => {
    const first = dev()
    await first.ready()
    expect(first.output()).toContain(url('DASHBOARD_PORT'))
    await acceptInvitation(setUpLink(first.output()), person)
    expect(await signIn()).toBe(200)
    expect((await fetch(url('ITQAN_MA_PORT'))).status).toBe(200)
    expect((await stat(path.join(clone, '.env.local'))).mode & 0o777).toBe(0o600)
    const { stdout } = await run('git', ['status', '--porcelain'], { cwd: clone })
    expect(stdout).toBe('')

    await first.interrupt()
    await expect.poll(leftovers, { timeout: 10_000 }).toEqual([])
  })

  it('starts again from what is there', async () => {
    const secrets = await readFile(path.join(clone, '.env.local'), 'utf8')
    const again = dev()
    await again.ready()
    expect(again.output()).not.toMatch(/set-up#|Applied|sample keys/)
    expect(await readFile(path.join(clone, '.env.local'), 'utf8')).toBe(secrets)

    // A second one in another terminal is told so, and disturbs nothing.
    const second = dev()
    expect(await second.ended).not.toBe(0)
    expect(second.output()).toContain('These ports are taken already')
    expect((await fetch(url('ITQAN_MA_PORT'))).status).toBe(200)

    await again.interrupt()
    await expect.poll(leftovers, { timeout: 10_000 }).toEqual([])
  })

  it('uses the PostgreSQL that DATABASE_URL names, by turbo alone, and starts none of its own', async () => {
    await using database = await openEmbeddedDatabase({ dataDir: null, port: 0 })
    const named = dev({ DATABASE_URL: database.url }, ['turbo', 'dev'])
    await named.ready()
    expect(named.output()).toContain('the embedded database stays off')
    await acceptInvitation(setUpLink(named.output()), person)
    expect(await signIn()).toBe(200)
    await named.interrupt()
    await expect.poll(leftovers, { timeout: 10_000 }).toEqual([])
  })

  it('names a taken port and the variable that moves it', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(Number(ports.DASHBOARD_PORT), resolve))
    const blocked = dev()
    expect(await blocked.ended).not.toBe(0)
    expect(blocked.output()).toContain(`${ports.DASHBOARD_PORT} for the dashboard`)
    expect(blocked.output()).toContain('DASHBOARD_PORT=')
    server.close()
  })

  it('names a line of the secrets file that is cut off, and leaves the file alone', async () => {
    const file = path.join(clone, '.env.local')
    const whole = await readFile(file, 'utf8')
    await writeFile(file, whole.slice(0, 30))
    const stopped = dev()
    expect(await stopped.ended).not.toBe(0)
    expect(stopped.output()).toContain('line 1: INTERNAL_API_SECRET')
    expect(await readFile(file, 'utf8')).toBe(whole.slice(0, 30))
    await writeFile(file, whole)
  })

  it('names a data folder that it cannot open, and leaves it alone', async () => {
    const file = path.join(clone, '.data/postgres/PG_VERSION')
    await writeFile(file, '12\n')
    const stopped = dev()
    expect(await stopped.ended).not.toBe(0)
    expect(stopped.output()).toContain('it is a data folder of PostgreSQL 12')
    await writeFile(file, '18\n')
  })
})
