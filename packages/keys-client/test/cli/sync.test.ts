import { chmodSync, statSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { SECRET, startDashboard } from '../scripted-dashboard'
import { createEnvFolder } from './env-folder'
import { clearKey, type Ended, keys, realKey } from './keys-process'

vi.setConfig({ testTimeout: 60_000 })

const args = ['sync', '--provider', 'gemini', '--var', 'GEMINI_API_KEY', '--file', '.env.local']

const line = (id: string) => `GEMINI_API_KEY=${clearKey(id)}\n`

/** A dashboard with two keys, and an app's folder. */
async function begin({ file }: { file?: string } = {}) {
  const dashboard = await startDashboard([realKey('k1'), realKey('k2')])
  const folder = createEnvFolder()
  if (file !== undefined) folder.write('.env.local', file)
  const sync = (...more: string[]): Promise<Ended> =>
    keys([...args, ...more], { cwd: folder.cwd, url: dashboard.url })
  return { dashboard, folder, sync }
}

describe('keys sync', () => {
  it('makes the file with the best key, for its owner alone', async () => {
    const { folder, sync } = await begin()
    const end = await sync()
    expect(end).toMatchObject({ code: 0, stderr: '' })
    expect(end.stdout).toBe('.env.local is changed: GEMINI_API_KEY is now key "k1" (AIza…-end).\n')
    expect(folder.read('.env.local')).toBe(line('k1'))
    expect(statSync(path.join(folder.cwd, '.env.local')).mode & 0o777).toBe(0o600)
  })

  it('touches nothing else in the file, and a second run nothing at all', async () => {
    const { folder, sync } = await begin({ file: `# mine\r\nA='1'\nexport ${line('old')}B=2` })
    expect(await sync()).toMatchObject({ code: 0 })
    const expected = `# mine\r\nA='1'\nexport ${line('k1')}B=2`
    expect(folder.read('.env.local')).toBe(expected)
    const before = statSync(path.join(folder.cwd, '.env.local'), { bigint: true })
    const again = await sync()
    expect(again).toMatchObject({ code: 0, stderr: '' })
    expect(again.stdout).toContain('.env.local is up to date')
    expect(folder.read('.env.local')).toBe(expected)
    const after = statSync(path.join(folder.cwd, '.env.local'), { bigint: true })
    expect([after.ino, after.mtimeNs]).toEqual([before.ino, before.mtimeNs])
  })

  it('keeps a key that still serves, though another is better now', async () => {
    const { dashboard, folder, sync } = await begin({
      file: `GEMINI_API_KEY="${clearKey('k2')}"\n`,
    })
    const until = new Date(Date.now() + 60_000)
    const rest = { scope: 'key', provider: 'gemini', target: 'k2', model: null, until } as const
    dashboard.cool({ ...rest, outcome: 'rate_limit' })
    expect((await sync('--exec', 'touch restarted')).stdout).toContain('up to date')
    expect(folder.read('.env.local')).toBe(`GEMINI_API_KEY="${clearKey('k2')}"\n`)
    expect(folder.lines('restarted')).toEqual([])
    dashboard.cool({ ...rest, outcome: 'invalid_key', until: new Date(Date.now() + 120_000) })
    expect((await sync()).stdout).toContain('is changed')
    expect(folder.read('.env.local')).toBe(`GEMINI_API_KEY="${clearKey('k1')}"\n`)
  })

  it('makes a file that is right private, drops stale lines, and restarts nothing for it', async () => {
    const { folder, sync } = await begin({ file: `${line('old')}A=1\n${line('k1')}` })
    chmodSync(path.join(folder.cwd, '.env.local'), 0o644)
    expect((await sync('--exec', 'touch restarted')).stdout).toContain('up to date')
    expect(folder.read('.env.local')).toBe(`${line('k1')}A=1\n${line('k1')}`)
    expect(statSync(path.join(folder.cwd, '.env.local')).mode & 0o777).toBe(0o600)
    expect(folder.listed()).toEqual(['.env.local', '.git', '.gitignore'])
  })

  it('replaces a key that was revoked', async () => {
    const { dashboard, folder, sync } = await begin({ file: line('k1') })
    dashboard.revoke('k1')
    expect((await sync('--lang', 'fr')).stdout.replaceAll('\u00a0', ' ')).toBe(
      '.env.local est modifié : GEMINI_API_KEY contient maintenant la clé « k2 » (AIza…-end).\n',
    )
    expect(folder.read('.env.local')).toBe(line('k2'))
  })

  it('takes the provider in any case, and its key alone', async () => {
    const { dashboard, folder } = await begin()
    dashboard.put(realKey('o1', { provider: 'openai' }))
    const end = await keys(['sync', '--provider', 'OpenAI', '--var', 'A', '--file', '.env.local'], {
      cwd: folder.cwd,
      url: dashboard.url,
    })
    expect(end.code).toBe(0)
    expect(folder.read('.env.local')).toBe(`A=${clearKey('o1')}\n`)
  })

  it('answers in one JSON object', async () => {
    const { sync } = await begin()
    const about = { provider: 'gemini', variable: 'GEMINI_API_KEY', file: '.env.local' }
    const key = { id: 'k1', provider: 'gemini', name: 'k1', maskedKey: 'AIza…-end' }
    const foreseen = await sync('--dry-run', '--exec', 'true', '--json')
    expect(JSON.parse(foreseen.stdout)).toEqual({
      ok: true,
      status: 'would_change',
      exec: 'due',
      key,
      ...about,
    })
    const end = await sync('--json', '--exec', 'echo noise')
    expect(JSON.parse(end.stdout)).toEqual({
      ok: true,
      status: 'changed',
      exec: 'ran',
      key,
      ...about,
    })
    expect(end.stderr).toBe('noise\n')
    const again = await sync('--json')
    expect(JSON.parse(again.stdout)).toMatchObject({ ok: true, status: 'kept', exec: 'none' })
  })

  it('takes the secret from a file, and the address from an option', async () => {
    const { dashboard, folder } = await begin()
    folder.write('.env.secret', `${SECRET}\n`)
    const call = { cwd: folder.cwd, secret: '' }
    const byOption = [...args, '--secret-file', '.env.secret', '--url', dashboard.url]
    expect(await keys(byOption, call)).toMatchObject({ code: 0 })
    const env = { INTERNAL_API_SECRET_FILE: '.env.secret' }
    const byVariable = await keys(args, { ...call, url: dashboard.url, env })
    expect(byVariable).toMatchObject({ code: 0 })
    expect(byVariable.stdout).toContain('up to date')
  })

  it('finds its files where it was called, when pnpm calls it from elsewhere', async () => {
    const { dashboard, folder } = await begin()
    const elsewhere = createEnvFolder()
    const env = { KEYS_CWD: folder.cwd, INIT_CWD: '/' }
    const call = { cwd: elsewhere.cwd, url: dashboard.url, env }
    const end = await keys([...args, '--exec', 'pwd'], call)
    expect(end.code).toBe(0)
    expect(end.stdout).toContain(folder.cwd)
    expect(folder.read('.env.local')).toBe(line('k1'))
  })
})

describe.each(['--check', '--dry-run'])('keys sync %s', (option) => {
  it('changes nothing and runs nothing', async () => {
    const { folder, sync } = await begin({ file: line('old') })
    const end = await sync(option, '--exec', 'touch restarted')
    expect(end.code).toBe(option === '--check' ? 1 : 0)
    expect(end.stdout).toContain(option === '--check' ? 'is not up to date' : 'would be changed')
    expect(folder.read('.env.local')).toBe(line('old'))
    expect(folder.listed()).toEqual(['.env.local', '.git', '.gitignore'])
  })

  it('ends with 0 when the file is right', async () => {
    const { sync } = await begin({ file: line('k2') })
    const end = await sync(option)
    expect(end).toMatchObject({ code: 0, stderr: '' })
    expect(end.stdout).toContain('is up to date')
  })

  it('does not make a file that is missing', async () => {
    const { folder, sync } = await begin()
    await sync(option)
    expect(folder.listed()).toEqual(['.git', '.gitignore'])
  })
})

it('keys sync --check --json tells a script that the file is not up to date', async () => {
  const { sync } = await begin()
  const end = await sync('--check', '--json')
  expect(end.code).toBe(1)
  expect(JSON.parse(end.stdout)).toMatchObject({
    ok: false,
    code: 'out_of_date',
    key: { id: 'k1' },
  })
})
