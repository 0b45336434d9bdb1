import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { type SandboxKey, sandboxKeys } from '../packages/provider-sandbox/src'
import { askForBrief } from './ask-for-brief'
import type { Console } from './console'
import { freePort } from '../testbed/ports'
import { runKeys, startKeys } from './keys-command'
import { startOperatorStack } from './operator-stack'
import { start } from './processes'
import type { Stack } from './stack'

const itqanMa = path.resolve(import.meta.dirname, '../apps/itqan-ma')
const guideScript = path.resolve(
  import.meta.dirname,
  '../apps/dashboard/test/fixtures/guide/env-sync.sh',
)
const healthy = sandboxKeys.filter(
  ({ provider, behaviour }) => provider === 'gemini' && behaviour === 'healthy',
)
const [first, second] = healthy as [SandboxKey, SandboxKey]
const gemini = ['--provider', 'gemini', '--var', 'GEMINI_API_KEY']

let stack: Stack
let operator: Console

let stop: (() => Promise<void>) | undefined

beforeAll(async () => {
  ;({ stack, operator, stop } = await startOperatorStack())
})

afterAll(() => stop?.())

beforeEach(async () => {
  for (const { id } of await operator.keys()) await operator.remove(id)
})

const add = ({ name, key }: SandboxKey) => operator.create({ provider: 'gemini', name, key })

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'env-sync-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
}

describe("the guide's script, and what takes its place", () => {
  /** As it stands in the guide, but for the two things that belong to another machine. */
  async function runGuide(file: string, secret: string): Promise<void> {
    const script = (await readFile(guideScript, 'utf8'))
      .replace('/path/to/itqan-ma/.env.local', file)
      .replace('pm2 restart itqan-ma', 'true')
    const env = {
      PATH: process.env['PATH'],
      DASHBOARD_URL: stack.dashboard,
      INTERNAL_API_SECRET: secret,
    }
    // jq fails on an answer that is no list, and the script goes on.
    await promisify(execFile)('bash', ['-c', script], { env })
  }

  it('the script adds a line each time, and one without a key when there is none', async () => {
    const file = path.join(await temporaryFolder(), '.env.local')
    await writeFile(file, '')
    await add(first)
    await runGuide(file, stack.secret)
    await runGuide(file, stack.secret)
    await runGuide(file, 'wrong')
    await operator.remove((await operator.keys())[0]?.id ?? '')
    await runGuide(file, stack.secret)
    const line = `GEMINI_API_KEY=${first.key}`
    expect((await readFile(file, 'utf8')).trimEnd().split('\n')).toEqual([
      line,
      line,
      'GEMINI_API_KEY=',
      'GEMINI_API_KEY=null',
    ])
  })

  it('`keys sync` has one line, changes it when it must, and never to a key that is none', async () => {
    const file = path.join(await temporaryFolder(), '.env.local')
    const before =
      '# Site\nNEXT_PUBLIC_NAME="Itqan #1"\n\nexport GEMINI_API_KEY = old # ours\nX=1\n'
    await writeFile(file, before)
    const sync = (dashboard: Pick<Stack, 'dashboard' | 'secret'> = stack) =>
      runKeys(dashboard, 'sync', ...gemini, '--file', file)
    await add(first)
    expect(await sync()).toMatchObject({ code: 0 })
    const after = before.replace('= old #', `= ${first.key} #`)
    expect(await readFile(file, 'utf8')).toBe(after)
    expect(await sync()).toMatchObject({ code: 0 })
    const wrong = 'wrong-secret-0123456789-abcdefghijklmnop'
    expect(await sync({ ...stack, secret: wrong })).toMatchObject({ code: 4 })
    expect(await sync({ ...stack, dashboard: 'http://127.0.0.1:1' })).toMatchObject({ code: 3 })
    await operator.remove((await operator.keys())[0]?.id ?? '')
    expect(await sync()).toMatchObject({ code: 5 })
    expect(await readFile(file, 'utf8')).toBe(after)
  })
})

describe('itqan-ma on a key of its environment', () => {
  /** The built app, started from a folder whose env file is that folder's own. */
  async function startItqanMa(folder: string) {
    const port = await freePort()
    const app = await start({
      folder,
      script: 'start',
      env: {
        ITQAN_MA_PORT: String(port),
        GEMINI_BASE_URL: `${stack.sandbox}/v1beta`,
        // The runner's own, `test`, would make Next pass over .env.local.
        NODE_ENV: 'production',
      },
      until: 'Ready in',
    })
    onTestFinished(app.stop)
    return { site: `http://localhost:${port}`, stop: app.stop }
  }

  /** The name of the key that the last call came with. */
  async function lastKey(): Promise<string | null | undefined> {
    const response = await fetch(`${stack.sandbox}/__sandbox/requests`)
    return ((await response.json()) as { keyName: string | null }[]).at(-1)?.keyName
  }

  it('follows a rotation: the file within 2 s, one restart, and the next brief with the new key', async () => {
    const root = await temporaryFolder()
    const folder = path.join(root, 'apps/itqan-ma')
    await mkdir(folder, { recursive: true })
    await symlink(path.resolve(itqanMa, '../../scripts'), path.join(root, 'scripts'))
    const parts = ['.next', 'node_modules', 'package.json']
    for (const part of parts) await symlink(path.join(itqanMa, part), path.join(folder, part))
    const file = path.join(folder, '.env.local')
    const restarts = path.join(folder, 'restarts')
    await writeFile(file, 'KEYS_SOURCE=env\n')
    await writeFile(restarts, '')
    const leaked = await add(first)
    const syncing = await startKeys(
      stack,
      ...['sync', ...gemini, '--file', file, '--watch', '--exec', `echo restart >> ${restarts}`],
    )
    const restarted = async () => (await readFile(restarts, 'utf8')).split('\n').length - 1
    await expect.poll(restarted, { timeout: 10_000 }).toBe(1)
    expect(await readFile(file, 'utf8')).toBe(`KEYS_SOURCE=env\nGEMINI_API_KEY=${first.key}\n`)
    const before = await startItqanMa(folder)
    expect(await askForBrief(before.site)).toMatchObject({ status: 200 })
    expect(await lastKey()).toBe(first.name)

    // A rotation as an operator makes it: the new key first, then the old one is switched off.
    await add(second)
    await operator.setActive(leaked, false)
    await expect.poll(restarted, { timeout: 2_000, interval: 20 }).toBe(2)
    expect(await readFile(file, 'utf8')).toContain(`GEMINI_API_KEY=${second.key}\n`)
    await before.stop()
    const after = await startItqanMa(folder)
    expect(await askForBrief(after.site)).toMatchObject({ status: 200 })
    expect(await lastKey()).toBe(second.name)
    expect(await restarted()).toBe(2)

    const ended = once(syncing, 'exit')
    syncing.kill()
    expect(await ended).toEqual([0, null])
  })
})
