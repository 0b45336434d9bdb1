import { describe, expect, it, vi } from 'vitest'
import { startDashboard } from '../scripted-dashboard'
import { createEnvFolder } from './env-folder'
import { clearKey, type Ended, expectNoSecret, keys, realKey, startKeys } from './keys-process'

vi.setConfig({ testTimeout: 60_000 })

const args = ['sync', '--provider', 'gemini', '--var', 'GEMINI_API_KEY', '--file', '.env.local']

async function begin() {
  const dashboard = await startDashboard([realKey('k1'), realKey('k2')])
  const folder = createEnvFolder()
  const sync = (exec: string, ...more: string[]): Promise<Ended> =>
    keys([...args, '--exec', exec, ...more], { cwd: folder.cwd, url: dashboard.url })
  return { dashboard, folder, sync }
}

const restart = 'echo restarted >> restarts'

describe('the command of --exec', () => {
  it('runs after each change, and only then', async () => {
    const { dashboard, folder, sync } = await begin()
    expect(await sync(restart)).toMatchObject({
      code: 0,
      stderr: 'Running the command of --exec.\n',
    })
    expect(await sync(restart)).toMatchObject({ code: 0, stderr: '' })
    expect(folder.lines('restarts')).toHaveLength(1)
    dashboard.revoke('k1')
    expect(await sync(restart)).toMatchObject({ code: 0 })
    expect(folder.lines('restarts')).toHaveLength(2)
  })

  it('runs once for one change, though three runs overlap', async () => {
    const { folder, sync } = await begin()
    const slow = 'echo begin >> log; sleep 0.2; echo end >> log'
    const ends = await Promise.all([sync(slow), sync(slow), sync(slow)])
    expect(ends.map(({ code }) => code)).toEqual([0, 0, 0])
    expect(folder.lines('log')).toEqual(['begin', 'end'])
  })

  it('that failed for one variable is due though that of another one succeeds', async () => {
    const { dashboard, folder, sync } = await begin()
    const call = { cwd: folder.cwd, url: dashboard.url }
    const other = args.map((word) => (word === 'GEMINI_API_KEY' ? 'OTHER_KEY' : word))
    expect(await sync('exit 3')).toMatchObject({ code: 7 })
    expect(await keys([...other, '--exec', 'true'], call)).toMatchObject({ code: 0 })
    expect(await sync(restart)).toMatchObject({ code: 0 })
    expect(folder.lines('restarts')).toHaveLength(1)
  })

  it('finds the new key in the file', async () => {
    const { folder, sync } = await begin()
    await sync('cp .env.local .env.seen')
    expect(folder.read('.env.seen')).toBe(`GEMINI_API_KEY=${clearKey('k1')}\n`)
  })

  it('ends the run with 7 when it fails, and is tried again by the next', async () => {
    const { folder, sync } = await begin()
    const failing = await sync('echo tried >> tries; exit 3')
    expect(failing.code).toBe(7)
    expect(failing.stderr).toContain('the command of --exec failed (exit code 3)')
    expect(folder.read('.env.local')).toContain(clearKey('k1'))

    const check = await sync(restart, '--check')
    expect(check.code).toBe(1)
    expect(check.stdout).toContain('has not succeeded since the file was last changed')

    const retry = await sync(restart, '--lang', 'fr')
    expect(retry.code).toBe(0)
    expect(retry.stderr).toContain('n’a pas réussi depuis la dernière modification du fichier')
    expect(folder.lines('restarts')).toHaveLength(1)
    expect(folder.lines('tries')).toHaveLength(1)
    expect(await sync(restart)).toMatchObject({ code: 0, stderr: '' })
    expect(await sync(restart, '--check')).toMatchObject({ code: 0 })
    expect(folder.lines('restarts')).toHaveLength(1)
  })

  it.each([
    ['kill -9 $$', 'ended by SIGKILL'],
    ['no-such-command-here', 'exit code 127'],
  ])('ends the run with 7 when it is: %s', async (exec, said) => {
    const { sync } = await begin()
    const end = await sync(exec, '--json')
    expect(end.code).toBe(7)
    expect(JSON.parse(end.stdout)).toMatchObject({
      ok: false,
      code: 'exec_failed',
      message: expect.stringContaining(said) as string,
    })
  })

  it('runs again after a run that was killed while it ran', async () => {
    const { dashboard, folder, sync } = await begin()
    const call = { cwd: folder.cwd, url: dashboard.url }
    const killed = startKeys(
      [...args, '--exec', 'touch begun; until test -f go; do sleep 0.05; done'],
      call,
    )
    await expect.poll(() => folder.listed(), { timeout: 20_000 }).toContain('begun')
    killed.child.kill('SIGKILL')
    folder.write('go', '')
    expect(await killed.ended).toMatchObject({ signal: 'SIGKILL' })
    expect(await sync(restart)).toMatchObject({ code: 0 })
    expect(folder.lines('restarts')).toHaveLength(1)
    expect(await sync(restart)).toMatchObject({ code: 0 })
    expect(folder.lines('restarts')).toHaveLength(1)
  })

  it('is given neither the secret nor an older key, which would win over the file', async () => {
    const { dashboard, folder } = await begin()
    const env = { GEMINI_API_KEY: clearKey('old'), INTERNAL_API_SECRET_FILE: 'x', MINE: 'kept' }
    const call = { cwd: folder.cwd, url: dashboard.url, env }
    expect(await keys([...args, '--exec', 'env > environment'], call)).toMatchObject({ code: 0 })
    const environment = folder.read('environment')
    expect(environment).toContain('MINE=kept')
    expect(environment).not.toMatch(/INTERNAL_API_SECRET|GEMINI_API_KEY/)
    expectNoSecret(environment)
  })
})
