import { readFileSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import { answerWith, startDashboard } from '../scripted-dashboard'
import { createEnvFolder } from './env-folder'
import { clearKey, expectNoSecret, realKey, startKeys } from './keys-process'

vi.setConfig({ testTimeout: 60_000 })

const args = ['sync', '--provider', 'gemini', '--var', 'GEMINI_API_KEY', '--file', '.env.local']

const patient = { timeout: 30_000, interval: 20 }

const restart = 'echo restarted >> restarts'

/** Restarts until it is let go. */
const slowly = 'echo begin >> log; until test -f go; do sleep 0.05; done; echo end >> log'

const line = (id: string) => `GEMINI_API_KEY=${clearKey(id)}\n`

/** A dashboard and a folder; the watch is started when a test wants it. */
async function begin(ids: readonly string[] = ['k1']) {
  const dashboard = await startDashboard(ids.map((id) => realKey(id)))
  const folder = createEnvFolder()
  const start = (...more: string[]) =>
    startKeys([...args, '--watch', ...more], { cwd: folder.cwd, url: dashboard.url })
  const fileHas = (id: string) =>
    expect.poll(() => folder.read('.env.local'), patient).toBe(line(id))
  /** Whole answers to this command: neither its client's refreshes nor its stream. */
  const judgements = () => dashboard.lists.filter(({ since }) => since === undefined).length
  return { dashboard, folder, start, fileHas, judgements }
}

/** The stream is open: what changes from now on is told on it. */
const streams = (dashboard: { feed: { subscribers(): number } }) =>
  expect.poll(() => dashboard.feed.subscribers(), patient).toBe(1)

describe('keys sync --watch', () => {
  it('applies a rotation, and restarts the app once for it', async () => {
    const { dashboard, folder, start, fileHas, judgements } = await begin()
    const watch = start('--exec', restart)
    await fileHas('k1')
    await streams(dashboard)
    dashboard.put(realKey('k2'))
    dashboard.revoke('k1')
    await fileHas('k2')
    await expect.poll(() => folder.lines('restarts'), patient).toHaveLength(2)

    const before = judgements()
    dashboard.put(realKey('k3'))
    await expect.poll(judgements, patient).toBeGreaterThan(before)
    watch.child.kill('SIGTERM')
    expect(await watch.ended).toMatchObject({ code: 0, signal: null })
    expect(folder.lines('restarts')).toHaveLength(2)
    expect(folder.read('.env.local')).toBe(line('k2'))
  })

  it('applies it too when the old key goes before the new one comes', async () => {
    const { dashboard, folder, start, fileHas } = await begin()
    const watch = start('--exec', restart)
    await fileHas('k1')
    await streams(dashboard)
    dashboard.revoke('k1')
    await expect.poll(watch.stderr, patient).toContain('no active key of gemini')
    expect(folder.read('.env.local')).toBe(line('k1'))
    dashboard.put(realKey('k2'))
    await fileHas('k2')
    await expect.poll(() => folder.lines('restarts'), patient).toHaveLength(2)
    watch.child.kill('SIGINT')
    expect(await watch.ended).toMatchObject({ code: 0 })
    expect(folder.lines('restarts')).toHaveLength(2)
  })

  it('line 42: has neither the secret nor a key in its arguments, nor in what it says', async () => {
    const { dashboard, start, fileHas } = await begin()
    const watch = start('--json')
    await fileHas('k1')
    await streams(dashboard)
    const inProc = readFileSync(`/proc/${String(watch.child.pid)}/cmdline`, 'utf8')
    expect(inProc).toContain('--watch')
    expectNoSecret(inProc)
    watch.child.kill('SIGTERM')
    const { stdout } = await watch.ended
    const lines = stdout.trim().split('\n')
    expect(lines.map((one) => JSON.parse(one) as unknown)).toMatchObject([
      { ok: true, status: 'changed', key: { id: 'k1' } },
      { ok: true, status: 'watching' },
    ])
  })

  it('waits for a dashboard that is down, and says so once', async () => {
    const { dashboard, start, fileHas } = await begin()
    await dashboard.down()
    const watch = start()
    await expect.poll(watch.stderr, patient).toContain('Watching the keys of gemini')
    await dashboard.up()
    await fileHas('k1')
    await expect.poll(watch.stdout, patient).toContain('.env.local is changed')
    expect(watch.stderr().match(/No keys from/g)).toHaveLength(1)
    watch.child.kill('SIGTERM')
    expect(await watch.ended).toMatchObject({ code: 0 })
  })

  it('outlives an outage, and catches up with what it has missed', async () => {
    const { dashboard, folder, start, fileHas } = await begin()
    const watch = start('--exec', restart)
    await fileHas('k1')
    await streams(dashboard)
    await dashboard.down()
    await expect.poll(watch.stderr, patient).toContain('No keys from')
    dashboard.put(realKey('k2'))
    dashboard.revoke('k1')
    await dashboard.up()
    await fileHas('k2')
    await expect.poll(() => folder.lines('restarts'), patient).toHaveLength(2)
    watch.child.kill('SIGTERM')
    expect(await watch.ended).toMatchObject({ code: 0 })
    expect(folder.lines('restarts')).toHaveLength(2)
  })

  it('outlives a secret that is not accepted any more, and leaves the file alone', async () => {
    const { dashboard, folder, start, fileHas } = await begin()
    const watch = start()
    await fileHas('k1')
    await streams(dashboard)
    dashboard.scriptAll(answerWith(401))
    dashboard.revoke('k1')
    dashboard.resetConnections()
    await expect.poll(watch.stderr, patient).toContain('does not accept this secret')
    watch.child.kill('SIGTERM')
    expect(await watch.ended).toMatchObject({ code: 0 })
    expect(folder.read('.env.local')).toBe(line('k1'))
  })

  it('tries a failed --exec again until it succeeds, and says so once', async () => {
    const { folder, start } = await begin()
    const watch = start('--exec', 'echo tried >> tries; test -f well && echo restarted >> restarts')
    await expect.poll(() => folder.lines('tries').length, patient).toBeGreaterThan(2)
    folder.write('well', '')
    await expect.poll(watch.stdout, patient).toContain('is up to date')
    expect(folder.lines('restarts')).toHaveLength(1)
    expect(watch.stderr().match(/the command of --exec failed/g)).toHaveLength(1)
    watch.child.kill('SIGTERM')
    expect(await watch.ended).toMatchObject({ code: 0 })
    expect(folder.lines('restarts')).toHaveLength(1)
  })

  it('never runs two at once: what changes during a restart leads to one more', async () => {
    const { dashboard, folder, start, fileHas } = await begin()
    folder.write('go', '')
    const watch = start('--exec', slowly)
    const once = ['begin', 'end']
    await expect.poll(() => folder.lines('log'), patient).toEqual(once)
    await streams(dashboard)

    folder.remove('go')
    dashboard.put(realKey('k2'))
    dashboard.revoke('k1')
    await expect.poll(() => folder.lines('log'), patient).toEqual([...once, 'begin'])
    const refreshes = dashboard.lists.length
    dashboard.put(realKey('k3'))
    await expect.poll(() => dashboard.lists.length, patient).toBeGreaterThan(refreshes)
    dashboard.revoke('k2')
    folder.write('go', '')
    await fileHas('k3')
    const thrice = [...once, ...once, ...once]
    await expect.poll(() => folder.lines('log'), patient).toEqual(thrice)
    watch.child.kill('SIGTERM')
    expect(await watch.ended).toMatchObject({ code: 0 })
    expect(folder.lines('log')).toEqual(thrice)
  })

  it('keeps the file right while a restart takes its time', async () => {
    const { dashboard, folder, start, fileHas } = await begin()
    const watch = start('--exec', slowly)
    await expect.poll(() => folder.lines('log'), patient).toEqual(['begin'])
    await streams(dashboard)
    dashboard.put(realKey('k2'))
    dashboard.revoke('k1')
    await fileHas('k2')
    expect(folder.lines('log')).toEqual(['begin'])
    folder.write('go', '')
    await expect.poll(() => folder.lines('log').length, patient).toBe(4)
    watch.child.kill('SIGTERM')
    expect(await watch.ended).toMatchObject({ code: 0 })
    expect(folder.lines('log')).toEqual(['begin', 'end', 'begin', 'end'])
  })

  it('restarts the app also when somebody else has put another good key into the file', async () => {
    const { dashboard, folder, start, fileHas } = await begin()
    dashboard.put(realKey('k2'))
    const watch = start('--exec', restart)
    await fileHas('k1')
    await streams(dashboard)
    await expect.poll(() => folder.lines('restarts'), patient).toHaveLength(1)
    folder.write('.env.local', line('k2'))
    dashboard.put(realKey('k3'))
    await expect.poll(() => folder.lines('restarts'), patient).toHaveLength(2)
    expect(folder.read('.env.local')).toBe(line('k2'))
    watch.child.kill('SIGTERM')
    expect(await watch.ended).toMatchObject({ code: 0 })
  })

  it('lets a restart that is under way end before it ends itself', async () => {
    const { folder, start } = await begin()
    const watch = start('--exec', slowly)
    await expect.poll(() => folder.lines('log'), patient).toEqual(['begin'])
    watch.child.kill('SIGTERM')
    folder.write('go', '')
    expect(await watch.ended).toMatchObject({ code: 0, signal: null })
    expect(folder.lines('log')).toEqual(['begin', 'end'])
    expect(folder.listed()).not.toContain('.env.local.GEMINI_API_KEY.restart-due.local')
  })

  it.each([
    ['a secret that the dashboard refuses', { secret: 'another-secret-0123456789-abcdefghij' }, 4],
    ['a secret that is missing', { secret: '' }, 4],
    ['an address that is none', { url: 'localhost' }, 2],
  ])('ends at once for %s', async (_reason, wrong, code) => {
    const { dashboard, folder } = await begin()
    const call = { cwd: folder.cwd, url: dashboard.url, ...wrong }
    expect(await startKeys([...args, '--watch'], call).ended).toMatchObject({ code, stdout: '' })
    expect(folder.read('.env.local')).toBe('')
  })
})

it('a command that only answers ends by the signal that it is sent', async () => {
  const dashboard = await startDashboard([])
  let hasAsked = false
  dashboard.script('list', (request) => {
    hasAsked = true
    request.resume()
  })
  const { cwd } = createEnvFolder()
  const list = startKeys(['list'], { cwd, url: dashboard.url })
  await expect.poll(() => hasAsked, patient).toBe(true)
  list.child.kill('SIGINT')
  expect(await list.ended).toEqual({ code: null, signal: 'SIGINT', stdout: '', stderr: '' })
})

it('goes on when nobody reads what it says any more', async () => {
  const { dashboard, start, fileHas } = await begin()
  const watch = start('--json')
  watch.child.stdout?.destroy()
  await fileHas('k1')
  await streams(dashboard)
  dashboard.put(realKey('k2'))
  dashboard.revoke('k1')
  await fileHas('k2')
  watch.child.kill('SIGTERM')
  expect(await watch.ended).toMatchObject({ code: 0, signal: null, stderr: '' })
})
