import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { readEnvValue, updateEnvFile } from '../../src/env-file'
import { temporaryFolder } from './temporary-folder'

const name = 'GEMINI_API_KEY'

const set = (file: string, value = 'new') => updateEnvFile({ path: file, name, value })
const textOf = (file: string) => readFileSync(file, 'utf8')
const modeOf = (file: string) => statSync(file).mode & 0o7777

function fileWith(text: string, mode = 0o600, base = '.env.local'): string {
  const file = path.join(temporaryFolder(), base)
  writeFileSync(file, text)
  chmodSync(file, mode)
  return file
}

describe('Line 41: an env file', () => {
  it('is created when it is missing, for its owner alone', async () => {
    const file = path.join(temporaryFolder(), '.env.local')
    expect(await set(file)).toEqual({ hasChanged: true, previous: null })
    expect(textOf(file)).toBe('GEMINI_API_KEY=new\n')
    expect(modeOf(file)).toBe(0o600)
  })

  it.each([0o644, 0o666, 0o640, 0o755, 0o400])(
    'of mode %o is private once it has the key',
    async (mode) => {
      const file = fileWith('GEMINI_API_KEY=old\n', mode)
      expect(await set(file)).toMatchObject({ hasChanged: true, previous: 'old' })
      expect(modeOf(file)).toBe(0o600)
    },
  )

  it('is made private, and not written, when it has the value already', async () => {
    const file = fileWith('GEMINI_API_KEY=new\n', 0o644)
    const before = statSync(file)
    expect(await set(file)).toMatchObject({ hasChanged: false, previous: 'new' })
    expect(modeOf(file)).toBe(0o600)
    expect(statSync(file)).toMatchObject({ ino: before.ino, mtimeMs: before.mtimeMs })
  })

  it('leaves nothing else in its folder', async () => {
    const file = fileWith('A=1\n')
    await set(file)
    expect(readdirSync(path.dirname(file))).toEqual(['.env.local'])
  })

  it('is rid of what killed runs had begun to write, and of nothing else', async () => {
    const file = fileWith('A=1\n')
    const beside = (end: string) => path.join(path.dirname(file), end)
    const others = ['.env.local.draft.local', '.env.0123456789ab.draft.local', '.env.local.bak']
    for (const base of [...others, '.env.local.0123456789ab.draft.local'])
      writeFileSync(beside(base), 'key')
    await set(file)
    expect(readdirSync(beside('')).toSorted()).toEqual([...others, '.env.local'].toSorted())
  })

  it('is as it was after a dry run, its mode and its folder, too', async () => {
    const file = fileWith('GEMINI_API_KEY=old\n', 0o644)
    mkdirSync(`${file}.lock`)
    const before = statSync(file)
    const update = { path: file, name, value: 'new', dryRun: true, markRestart: true }
    expect(await updateEnvFile(update)).toEqual({ hasChanged: true, previous: 'old' })
    const { ino, mode, mtimeMs, ctimeMs } = before
    expect(statSync(file)).toMatchObject({ ino, mode, mtimeMs, ctimeMs })
    expect(readdirSync(path.dirname(file)).toSorted()).toEqual(['.env.local', '.env.local.lock'])
    const missing = path.join(path.dirname(file), '.env')
    expect(await updateEnvFile({ ...update, path: missing })).toMatchObject({ hasChanged: true })
    expect(readdirSync(path.dirname(file))).not.toContain('.env')
  })

  it('is as it was when the value cannot be written', async () => {
    const file = fileWith('GEMINI_API_KEY=old\n', 0o644)
    await expect(set(file, `'"`)).rejects.toMatchObject({ code: 'not_representable', path: file })
    expect(textOf(file)).toBe('GEMINI_API_KEY=old\n')
    expect(readdirSync(path.dirname(file))).toEqual(['.env.local'])
  })

  it('tells its value as Next reads it', async () => {
    const file = fileWith(`GEMINI_API_KEY='a\\$b'\nOTHER=$A\n`)
    expect(await readEnvValue(file, name)).toBe('a$b')
    expect(await readEnvValue(file, 'OTHER')).toBeNull()
    expect(await readEnvValue(file, 'toString')).toBeNull()
    expect(await readEnvValue(`${file}.none`, name)).toBeNull()
  })
})

describe('Line 41: a symbolic link', () => {
  it('stays one, and what it leads to is written', async () => {
    const target = fileWith('GEMINI_API_KEY=old\n', 0o644, 'shared.env')
    const folder = temporaryFolder()
    symlinkSync(target, path.join(folder, 'second'))
    symlinkSync('second', path.join(folder, '.env.local'))
    await updateEnvFile({
      path: path.join(folder, '.env.local'),
      name,
      value: 'new',
      markRestart: true,
    })
    expect(readlinkSync(path.join(folder, '.env.local'))).toBe('second')
    expect(textOf(target)).toBe('GEMINI_API_KEY=new\n')
    expect(modeOf(target)).toBe(0o600)
    // Hidden from git by the same patterns, though the file itself may not be.
    expect(readdirSync(path.dirname(target))).toContain(
      '.env.shared.env.GEMINI_API_KEY.restart-due.local',
    )
  })

  it('that leads to no file yet gets one', async () => {
    const folder = temporaryFolder()
    mkdirSync(path.join(folder, 'real'))
    symlinkSync('real', path.join(folder, 'alias'))
    symlinkSync('alias/../real/.env', path.join(folder, '.env.local'))
    await set(path.join(folder, '.env.local'))
    expect(lstatSync(path.join(folder, '.env.local')).isSymbolicLink()).toBe(true)
    expect(textOf(path.join(folder, 'real', '.env'))).toBe('GEMINI_API_KEY=new\n')
  })

  it('and its target wait for each other', async () => {
    const target = fileWith('A=1\n', 0o600, 'shared.env')
    const link = path.join(temporaryFolder(), '.env.local')
    symlinkSync(target, link)
    const update = (file: string, to: string) => updateEnvFile({ path: file, name: to, value: to })
    await Promise.all(
      ['B', 'C', 'D', 'E'].flatMap((to) => [update(link, to), update(target, `${to}2`)]),
    )
    expect(textOf(target).trimEnd().split('\n')).toHaveLength(9)
  })

  it('that leads in a circle is refused', async () => {
    const folder = temporaryFolder()
    symlinkSync('b', path.join(folder, 'a'))
    symlinkSync('a', path.join(folder, 'b'))
    await expect(set(path.join(folder, 'a'))).rejects.toMatchObject({ code: 'not_a_file' })
  })
})

describe('Line 41: a path where nothing can be written', () => {
  it.each([
    ['a folder', 'not_a_file', (place: string) => mkdirSync(place)],
    ['a pipe', 'not_a_file', (place: string) => execFileSync('mkfifo', [place])],
    ['a device', 'not_a_file', (place: string) => symlinkSync('/dev/null', place)],
    ['a dump', 'too_large', (place: string) => writeFileSync(place, Buffer.alloc(300_000, 'a'))],
    ['UTF-16', 'not_text', (place: string) => writeFileSync(place, '\ufeffA=1', 'utf16le')],
  ])('because it is %s is refused', async (_what, code, make) => {
    const file = path.join(temporaryFolder(), '.env.local')
    make(file)
    await expect(set(file)).rejects.toMatchObject({ code, path: path.resolve(readTarget(file)) })
    expect(readdirSync(path.dirname(file))).toEqual(['.env.local'])
  })

  it.each(['none/.env.local', 'file/.env.local', 'link'])(
    'as %s is refused, and no folder made',
    async (place) => {
      const folder = temporaryFolder()
      writeFileSync(path.join(folder, 'file'), '')
      symlinkSync('none/.env.local', path.join(folder, 'link'))
      await expect(set(path.join(folder, place))).rejects.toMatchObject({ code: 'folder_missing' })
      expect(readdirSync(folder).toSorted()).toEqual(['file', 'link'])
    },
  )
})

const readTarget = (file: string) => (lstatSync(file).isSymbolicLink() ? readlinkSync(file) : file)

describe('Line 41: a lock', () => {
  it('of a run that lives is respected', async () => {
    const file = fileWith('A=1\n')
    mkdirSync(`${file}.lock`)
    const update = updateEnvFile({ path: file, name, value: 'new', waitMs: 100 })
    await expect(update).rejects.toMatchObject({ code: 'locked', detail: `${file}.lock` })
    expect(textOf(file)).toBe('A=1\n')
  })

  it('of a run that died long ago is taken over', async () => {
    const file = fileWith('A=1\n')
    mkdirSync(`${file}.lock`)
    utimesSync(`${file}.lock`, 1, 1)
    expect(await updateEnvFile({ path: file, name, value: 'new', waitMs: 0 })).toMatchObject({
      hasChanged: true,
    })
    expect(readdirSync(path.dirname(file))).toEqual(['.env.local'])
  })

  it('that is none of ours is named', async () => {
    const file = fileWith('A=1\n')
    mkdirSync(`${file}.lock/theirs`, { recursive: true })
    utimesSync(`${file}.lock`, 1, 1)
    await expect(set(file)).rejects.toMatchObject({ code: 'locked', detail: `${file}.lock` })
  })
})
