import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { KeysError } from '@itqan/keys-contract'
import { describe, expect, it, vi } from 'vitest'
import { answerWith, type Script, SECRET, saysNothing, startDashboard } from '../scripted-dashboard'
import { createEnvFolder } from './env-folder'
import { keys, realKey } from './keys-process'

vi.setConfig({ testTimeout: 60_000 })

const args = ['sync', '--provider', 'gemini', '--var', 'GEMINI_API_KEY', '--file', '.env.local']

/** With all that a careless rewrite would lose. */
const BEFORE = '# keep\r\nexport GEMINI_API_KEY="old"\nB=\'1\'\n\nGEMINI_API_KEY=older'

const json = (body: string): Script => answerWith(200, { 'content-type': 'application/json' }, body)

/** As tRPC would wrap it. */
const data = (value: unknown) => json(JSON.stringify([{ result: { data: { json: value } } }]))

const lists = { epoch: 1, keys: [], removed: [], cooldowns: [] }

interface Answer {
  name: string
  script: Script
  exit: number
  code: string
}

const answers: Answer[] = [
  { name: 'no byte', script: answerWith(200), exit: 3, code: 'not_dashboard' },
  { name: '204', script: answerWith(204), exit: 3, code: 'not_dashboard' },
  { name: 'null', script: json('null'), exit: 3, code: 'not_dashboard' },
  { name: 'null in an envelope', script: data(null), exit: 3, code: 'not_dashboard' },
  { name: 'an empty array', script: json('[]'), exit: 3, code: 'not_dashboard' },
  {
    name: 'a page of HTML',
    script: answerWith(200, { 'content-type': 'text/html' }, '<html>Sign in</html>'),
    exit: 3,
    code: 'not_dashboard',
  },
  { name: 'an epoch and no keys', script: data({ epoch: 1 }), exit: 3, code: 'not_dashboard' },
  {
    name: 'keys that are null',
    script: data({ ...lists, keys: null }),
    exit: 3,
    code: 'not_dashboard',
  },
  {
    name: 'a key whose value is null',
    script: data({ ...lists, keys: [{ ...realKey('k1'), key: null }] }),
    exit: 3,
    code: 'not_dashboard',
  },
  {
    name: 'a key without a value',
    script: data({ ...lists, keys: [realKey('k1', { key: '' })] }),
    exit: 5,
    code: 'no_key',
  },
  {
    name: 'a key of another provider',
    script: data({ ...lists, keys: [realKey('k1', { provider: 'openai' })] }),
    exit: 5,
    code: 'no_key',
  },
  { name: 'no key', script: data(lists), exit: 5, code: 'no_key' },
  {
    name: '401',
    script: answerWith(401, {}, '{"error":"Unauthorized"}'),
    exit: 4,
    code: 'unauthorized',
  },
  { name: '403 of a proxy', script: answerWith(403, {}, '<html>'), exit: 4, code: 'unauthorized' },
  { name: '404', script: answerWith(404, {}, 'nope'), exit: 3, code: 'unavailable' },
  { name: '503', script: answerWith(503), exit: 3, code: 'unavailable' },
  {
    name: 'a redirect',
    script: answerWith(302, { location: 'http://127.0.0.1:9/' }),
    exit: 3,
    code: 'unavailable',
  },
  { name: 'silence', script: saysNothing, exit: 3, code: 'unavailable' },
]

describe('line 42: the file stays as it is, byte for byte, and the exit code is not 0', () => {
  it.each(answers)('when the dashboard answers with $name', async ({ script, exit, code }) => {
    const dashboard = await startDashboard([])
    dashboard.scriptAll(script)
    const folder = createEnvFolder()
    folder.write('.env.local', BEFORE)
    const call = { cwd: folder.cwd, url: dashboard.url }
    const end = await keys([...args, '--exec', 'touch restarted', '--json'], call)
    expect(end).toMatchObject({ code: exit, stderr: '' })
    expect(JSON.parse(end.stdout)).toMatchObject({ ok: false, code })
    expect(folder.read('.env.local')).toBe(BEFORE)
    expect(folder.listed()).toEqual(['.env.local', '.git', '.gitignore'])
  })

  it('when the dashboard has no database, and says where to look', async () => {
    const dashboard = await startDashboard([])
    const away = new KeysError('store_unavailable', 'The database cannot be reached')
    dashboard.store.list = () => Promise.reject(away)
    const folder = createEnvFolder()
    folder.write('.env.local', BEFORE)
    const end = await keys(args, { cwd: folder.cwd, url: dashboard.url })
    expect(end).toMatchObject({ code: 3, stdout: '' })
    expect(end.stderr).toBe(
      `No keys from ${dashboard.url}: the dashboard does not reach its database. ` +
        'Start the database, or correct DATABASE_URL where the dashboard runs.\n',
    )
    expect(folder.read('.env.local')).toBe(BEFORE)
  })

  it('when nothing listens, and says what to do', async () => {
    const dashboard = await startDashboard([])
    await dashboard.down()
    const folder = createEnvFolder()
    folder.write('.env.local', BEFORE)
    const end = await keys(args, { cwd: folder.cwd, url: dashboard.url })
    expect(end).toMatchObject({ code: 3, stdout: '' })
    expect(end.stderr).toContain(
      `No keys from ${dashboard.url}: nothing listens there (ECONNREFUSED).`,
    )
    expect(end.stderr).toContain('keys doctor finds the cause')
    expect(folder.read('.env.local')).toBe(BEFORE)
  })

  it('when every key is refused or unpaid', async () => {
    const dashboard = await startDashboard([realKey('k1'), realKey('k2')])
    const rest = { scope: 'key', provider: 'gemini', model: null } as const
    const until = new Date(Date.now() + 60_000)
    dashboard.cool({ ...rest, target: 'k1', outcome: 'invalid_key', until })
    dashboard.cool({ ...rest, target: 'k2', outcome: 'billing', until })
    const folder = createEnvFolder()
    folder.write('.env.local', BEFORE)
    const end = await keys([...args, '--lang', 'fr'], { cwd: folder.cwd, url: dashboard.url })
    expect(end).toMatchObject({ code: 5, stdout: '' })
    expect(end.stderr).toContain('le fournisseur en refuse 1, 1 ne peut être facturée')
    expect(folder.read('.env.local')).toBe(BEFORE)
  })
})

describe('a secret that is none', () => {
  it.each([
    ['missing', '', 'No secret. Set INTERNAL_API_SECRET'],
    ['too short', 'short', 'INTERNAL_API_SECRET secret 1 has 5 characters'],
  ])('ends with 4 when it is %s', async (_name, secret, said) => {
    const end = await keys(['list'], { cwd: createEnvFolder().cwd, secret })
    expect(end).toMatchObject({ code: 4, stdout: '' })
    expect(end.stderr).toContain(said)
  })

  it('ends with 4 when its file cannot be read', async () => {
    const end = await keys(['list', '--secret-file', 'gone'], createEnvFolder())
    expect(end).toMatchObject({ code: 4, stdout: '' })
    expect(end.stderr).toContain('ENOENT')
  })

  it('ends with 4 when the dashboard does not accept it, and is not told', async () => {
    const dashboard = await startDashboard([])
    const secret = SECRET.toUpperCase()
    const end = await keys(['list'], { ...createEnvFolder(), url: dashboard.url, secret })
    expect(end).toMatchObject({ code: 4, stdout: '' })
    expect(end.stderr).toContain(`The dashboard at ${dashboard.url} does not accept this secret.`)
    expect(end.stderr).not.toContain(secret)
  })
})

describe('a file that may not be changed', () => {
  it('ends with 6 when git tracks it, whatever else is wrong', async () => {
    const folder = createEnvFolder()
    folder.write('.env.local', BEFORE)
    folder.git('add', '--force', '.env.local')
    for (const more of [[], ['--check'], ['--dry-run'], ['--watch']]) {
      const end = await keys([...args, ...more], { cwd: folder.cwd, secret: '' })
      expect(end).toMatchObject({ code: 6, stdout: '' })
      expect(end.stderr).toContain('git tracks .env.local')
    }
    expect(folder.read('.env.local')).toBe(BEFORE)
  })

  it('is written with a warning when git would take it in', async () => {
    const dashboard = await startDashboard([realKey('k1')])
    const folder = createEnvFolder()
    folder.write('.gitignore', '')
    const end = await keys([...args, '--lang', 'fr'], { cwd: folder.cwd, url: dashboard.url })
    expect(end.code).toBe(0)
    expect(end.stderr).toContain('git n’ignore pas .env.local')
    expect(folder.read('.env.local')).toContain('GEMINI_API_KEY=')
  })

  it('ends with 6 when it is no file, or its folder is missing', async () => {
    const dashboard = await startDashboard([realKey('k1')])
    const folder = createEnvFolder()
    mkdirSync(path.join(folder.cwd, '.env.local'))
    const call = { cwd: folder.cwd, url: dashboard.url }
    const onFolder = await keys([...args, '--json'], call)
    expect(onFolder.code).toBe(6)
    expect(JSON.parse(onFolder.stdout)).toMatchObject({ ok: false, code: 'file_not_a_file' })
    const astray = await keys([...args.slice(0, -1), 'gone/.env', '--lang', 'fr'], call)
    expect(astray.code).toBe(6)
    expect(astray.stderr).toContain('Le dossier de gone/.env n’existe pas.')
  })
})
