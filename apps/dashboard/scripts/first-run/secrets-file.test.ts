import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseEnv } from 'node:util'
import { parseKeyring } from '@itqan/keys-store/parse-keyring'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { completeSecretsFile } from './secrets-file'

let home: string
let file: string

beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'itqan-secrets-'))
  file = path.join(home, '.env.local')
})

afterEach(() => rm(home, { recursive: true, force: true }))

const text = () => readFile(file, 'utf8')
const all = ['INTERNAL_API_SECRET', 'BETTER_AUTH_SECRET', 'KEYS_ENCRYPTION_KEYS']

describe('the secrets file of a first run', () => {
  it('is made with all secrets, for its owner only', async () => {
    expect(await completeSecretsFile(file, {})).toEqual(all)
    const values = parseEnv(await text())
    expect(values['INTERNAL_API_SECRET']).toMatch(/^itqan-ma:[\w-]{43}$/)
    expect(values['BETTER_AUTH_SECRET']).toMatch(/^[\w-]{43}$/)
    expect(parseKeyring(values['KEYS_ENCRYPTION_KEYS'])).toMatchObject({
      ok: true,
      keyring: { ids: ['k1'] },
    })
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect(await readdir(home)).toEqual(['.env.local'])
  })

  it('is left as it is by the next run', async () => {
    await completeSecretsFile(file, {})
    const before = await text()
    expect(await completeSecretsFile(file, {})).toEqual([])
    expect(await text()).toBe(before)
  })

  it('keeps what its owner wrote, byte for byte, and gets what is missing', async () => {
    const own =
      '# mine\r\nGEMINI_MODEL="gemini-2.5-pro" # fast\n\nBETTER_AUTH_SECRET=0123456789abcdefghijklmnopqrstuv'
    await writeFile(file, own)
    const missing = ['INTERNAL_API_SECRET', 'KEYS_ENCRYPTION_KEYS']
    expect(await completeSecretsFile(file, {})).toEqual(missing)
    expect((await text()).startsWith(`${own}\nINTERNAL_API_SECRET=itqan-ma:`)).toBe(true)
  })

  it('is closed to others when it was open', async () => {
    await completeSecretsFile(file, {})
    await chmod(file, 0o644)
    await completeSecretsFile(file, {})
    expect((await stat(file)).mode & 0o777).toBe(0o600)
  })

  it('that cannot be read is not replaced', async () => {
    await mkdir(file)
    await expect(completeSecretsFile(file, {})).rejects.toThrow('cannot be read')
    expect((await stat(file)).isDirectory()).toBe(true)
  })

  it('is not made when the environment holds all', async () => {
    const env = Object.fromEntries(all.map((name) => [name, 'given']))
    expect(await completeSecretsFile(file, env)).toEqual([])
    expect(await readdir(home)).toEqual([])
  })

  it.each([
    ['a port in it', 'DASHBOARD_PORT=4001', 'DASHBOARD_PORT does not work from this file'],
    ['a line cut off in its name', 'GEMINI_MODEL=x\nINTERNAL_API_SEC', 'line 2 is cut off'],
    [
      'a line cut off in its value',
      'INTERNAL_API_SECRET=itqan-ma:abc',
      'line 1: INTERNAL_API_SECRET secret 1 has 3 characters',
    ],
    ['an empty value', 'INTERNAL_API_SECRET=\n', 'line 1: INTERNAL_API_SECRET is not set'],
    [
      'a short session secret',
      '\nBETTER_AUTH_SECRET=abc',
      'line 2: BETTER_AUTH_SECRET has 3 characters',
    ],
    [
      'an encryption key cut off',
      'KEYS_ENCRYPTION_KEYS=k1:c2hvcnQ=',
      'line 1: KEYS_ENCRYPTION_KEYS key 1 has 5 bytes; exactly 32 are needed',
    ],
  ])('with %s is refused, named and left alone', async (_name, content, problem) => {
    await writeFile(file, content)
    await expect(completeSecretsFile(file, {})).rejects.toThrow(problem)
    expect(await text()).toBe(content)
  })
})
