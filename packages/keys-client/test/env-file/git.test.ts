import { execFileSync } from 'node:child_process'
import { chownSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { assertUntracked, isIgnored } from '../../src/env-file'
import { newDraftOf } from '../../src/env-file/siblings'
import { temporaryFolder } from './temporary-folder'

const isRoot = process.geteuid?.() === 0

/** Without the settings of whoever runs the tests. */
const env = { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: '/nonexistent' }

function git(folder: string, ...args: string[]): void {
  execFileSync('git', args, { cwd: folder, env, stdio: 'pipe' })
}

function repository(...ignored: string[]): string {
  const folder = temporaryFolder()
  git(folder, 'init', '--quiet')
  writeFileSync(path.join(folder, '.gitignore'), ignored.join('\n'))
  return folder
}

function trackedFile(folder: string, base = '.env.local'): string {
  const file = path.join(folder, base)
  writeFileSync(file, 'A=1\n')
  git(folder, '--literal-pathspecs', 'add', '--force', '--', base)
  return file
}

const isFine = (file: string, given: Record<string, string> = env) =>
  expect(assertUntracked(file, given)).resolves.toBeUndefined()

const isRefused = (file: string, code: string, given: Record<string, string> = env) =>
  expect(assertUntracked(file, given)).rejects.toMatchObject({ code })

describe('a file that git tracks', () => {
  it('is refused', async () => {
    await isRefused(trackedFile(repository()), 'tracked')
  })

  it('is refused though it is ignored, and though it is gone', async () => {
    const file = trackedFile(repository('.env*'))
    await isRefused(file, 'tracked')
    rmSync(file)
    await isRefused(file, 'tracked')
  })

  it('is refused in a folder below, and through a link to the folder', async () => {
    const folder = repository()
    mkdirSync(path.join(folder, 'apps/one'), { recursive: true })
    trackedFile(folder, 'apps/one/.env.local')
    const link = path.join(temporaryFolder(), 'app')
    symlinkSync(path.join(folder, 'apps/one'), link)
    await isRefused(path.join(link, '.env.local'), 'tracked')
  })

  it('is refused when it is what a link leads to, or the link', async () => {
    const target = trackedFile(repository())
    const link = path.join(temporaryFolder(), '.env.local')
    symlinkSync(target, link)
    await isRefused(link, 'tracked')

    const folder = repository()
    symlinkSync(path.join(temporaryFolder(), '.env.local'), path.join(folder, '.env'))
    git(folder, 'add', '.env')
    await isRefused(path.join(folder, '.env'), 'tracked')
  })

  it('is refused whatever its name is', async () => {
    for (const base of ['[a].env', ':(top)x', '-x', 'é.env', 'a b']) {
      await isRefused(trackedFile(repository(), base), 'tracked')
    }
  })

  it('is refused within a hook, where variables name another repository and index', async () => {
    const file = trackedFile(repository())
    const other = path.join(repository(), '.git')
    const hook = {
      GIT_DIR: other,
      GIT_WORK_TREE: path.dirname(other),
      GIT_INDEX_FILE: `${other}/index`,
    }
    await isRefused(file, 'tracked', {
      ...env,
      ...hook,
      GIT_CEILING_DIRECTORIES: path.dirname(file),
    })
  })
})

describe('a file that git does not track', () => {
  it('is fine, ignored or not, there or not', async () => {
    const folder = repository('.env*')
    trackedFile(folder, 'a.env')
    await isFine(path.join(folder, '.env.local'))
    await isFine(path.join(folder, '?.env'))
    await isFine(path.join(folder, 'other'))
  })

  it('is fine where there is no repository, also without git', async () => {
    const file = path.join(temporaryFolder(), '.env.local')
    await isFine(file)
    await isFine(file, { PATH: '' })
  })

  it('is refused in a repository without git', async () => {
    await isRefused(path.join(repository(), '.env.local'), 'git_unavailable', { PATH: '' })
  })

  it('is refused where git does not answer', async () => {
    const folder = repository()
    writeFileSync(path.join(folder, '.git/index'), 'no index')
    await isRefused(path.join(folder, '.env.local'), 'git_refused')
  })

  it.runIf(isRoot)(
    "is refused in another user's repository, unless the settings trust it",
    async () => {
      const folder = repository()
      const file = trackedFile(folder)
      for (const place of [folder, path.join(folder, '.git')]) chownSync(place, 65_534, 65_534)
      await isRefused(file, 'git_refused')
      const trust = {
        GIT_CONFIG_COUNT: '1',
        GIT_CONFIG_KEY_0: 'safe.directory',
        GIT_CONFIG_VALUE_0: '*',
      }
      await isRefused(file, 'tracked', { ...env, ...trust })
    },
  )

  it('is refused where there is no folder', async () => {
    await isRefused(path.join(temporaryFolder(), 'none/.env'), 'folder_missing')
  })

  it('starts no program that the repository names', async () => {
    const folder = repository()
    const witness = path.join(folder, 'witness')
    git(folder, 'config', 'core.fsmonitor', `touch ${witness}; false`)
    await isFine(path.join(folder, '.env.local'))
    await isFine(witness)
    expect(await isIgnored(witness, env)).toBe(false)
    expect(() => rmSync(witness)).toThrow('ENOENT')
  })
})

describe('a file that git ignores', () => {
  it('is told from one that it does not', async () => {
    const folder = repository('.env*.local')
    expect(await isIgnored(path.join(folder, '.env.local'), env)).toBe(true)
    expect(await isIgnored(path.join(folder, '.env'), env)).toBe(false)
    expect(await isIgnored(path.join(temporaryFolder(), '.env'), env)).toBeNull()
  })

  it('is the one that a link leads to', async () => {
    const link = path.join(repository('.env*'), '.env.local')
    symlinkSync(path.join(repository(), '.env.local'), link)
    expect(await isIgnored(link, env)).toBe(false)
  })

  it.each(['.env*', '.env.*', '.env*.local'])(
    'by %s has drafts that are ignored, too',
    async (pattern) => {
      const folder = repository(pattern)
      for (const base of ['.env', '.env.local', '.env.production', 'prod.env']) {
        expect(await isIgnored(newDraftOf(path.join(folder, base)), env)).toBe(true)
      }
    },
  )
})
