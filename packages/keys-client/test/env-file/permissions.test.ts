import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { updateEnvFile } from '../../src/env-file'
import { compileProgram } from './compiled-program'
import { temporaryFolder } from './temporary-folder'

const program = compileProgram('update-once.ts')
const isRoot = process.geteuid?.() === 0

/** A user to whom permissions apply: none do to root. */
const user = isRoot
  ? { uid: 65_534, gid: 65_534 }
  : { uid: process.geteuid?.(), gid: process.getegid?.() }

/** A folder with a file in it. */
function place(text: string): { folder: string; file: string } {
  const folder = path.join(temporaryFolder(), 'app')
  const file = path.join(folder, '.env.local')
  mkdirSync(folder)
  writeFileSync(file, text)
  return { folder, file }
}

/** The same, of that user. */
function placeOfUser(text: string): { folder: string; file: string } {
  const { folder, file } = place(text)
  for (const one of [folder, file]) if (isRoot) chownSync(one, user.uid ?? 0, user.gid ?? 0)
  return { folder, file }
}

function updateAsUser(file: string, value = 's3cret'): unknown {
  const args = [program.file, 'mark', file, 'GEMINI_API_KEY', value]
  const options = { env: program.env, cwd: '/', encoding: 'utf8', ...(isRoot ? user : {}) } as const
  const { stdout, stderr } = spawnSync(process.execPath, args, options)
  expect(stderr).toBe('')
  expect(stdout.replace(/"previous":"[^"]*"/, '')).not.toContain('s3cret')
  return JSON.parse(stdout)
}

describe('Line 41: a user who may not change the file', () => {
  it('because it is not readable is told so', () => {
    const { file } = placeOfUser('A=1\n')
    chmodSync(file, 0)
    expect(updateAsUser(file)).toMatchObject({ code: 'not_readable', detail: 'EACCES' })
    expect(statSync(file).mode & 0o777).toBe(0)
  })

  it('because its folder is closed is told so', () => {
    const { folder, file } = placeOfUser('A=1\n')
    chmodSync(folder, 0)
    expect(updateAsUser(file)).toMatchObject({ code: 'not_readable', detail: 'EACCES' })
    chmodSync(folder, 0o700)
  })

  it('because its folder is read-only is told so', () => {
    const { folder, file } = placeOfUser('A=1\n')
    chmodSync(folder, 0o555)
    expect(updateAsUser(file)).toMatchObject({ code: 'not_writable', detail: 'EACCES' })
    chmodSync(folder, 0o700)
    expect(readdirSync(folder)).toEqual(['.env.local'])
    expect(readFileSync(file, 'utf8')).toBe('A=1\n')
  })

  it.runIf(isRoot)("because it is another user's is told so, before they cannot read it", () => {
    const { folder, file } = placeOfUser('A=1\n')
    chownSync(file, 0, 0)
    chmodSync(file, 0o644)
    expect(updateAsUser(file)).toMatchObject({ code: 'not_owner' })
    expect(statSync(file)).toMatchObject({ uid: 0, mode: 0o100644 })
    expect(readdirSync(folder)).toEqual(['.env.local'])
    writeFileSync(file, 'GEMINI_API_KEY=s3cret\n')
    expect(updateAsUser(file)).toMatchObject({ code: 'not_owner' })
  })

  it('and who may, changes it', () => {
    const { file } = placeOfUser('A=1\n')
    expect(updateAsUser(file)).toMatchObject({ hasChanged: true })
    expect(statSync(file)).toMatchObject({ ...user, mode: 0o100600 })
  })
})

describe('Line 41: root', () => {
  it.runIf(isRoot)('leaves the file and the mark to the user whose file it is', async () => {
    const { file } = placeOfUser('A=1\n')
    await updateEnvFile({ path: file, name: 'GEMINI_API_KEY', value: 'new', markRestart: true })
    expect(statSync(file)).toMatchObject({ ...user, mode: 0o100600 })
    expect(statSync(`${file}.GEMINI_API_KEY.restart-due.local`)).toMatchObject({
      ...user,
      mode: 0o100600,
    })
    expect(updateAsUser(file)).toMatchObject({ hasChanged: true, previous: 'new' })
  })
})

/** A process with mounts of its own, gone when it ends. Not every machine lets its users have one. */
const inPrivate = ['--map-root-user', '--mount', 'sh', '-c'] as const
const canMount = spawnSync('unshare', [...inPrivate, 'mount -t tmpfs none /mnt']).status === 0

describe('Line 41: a disk', () => {
  interface Run {
    /** Mounts a disk: `$1` is the file's folder, `$2` a copy of the file. */
    prepare: string
    mark?: 'mark' | 'no-mark'
    text?: string
  }

  /** What a run tells, and the folder's files after it. The file is as it was, or this throws. */
  function updateOn({ prepare, mark = 'mark', text = 'A=1\n' }: Run) {
    const { folder, file } = place(text)
    const copy = path.join(path.dirname(folder), 'copy')
    writeFileSync(copy, text)
    const script = `${prepare} && shift 2 && "$@" && ls -A "${folder}" && cmp "${copy}" "${file}"`
    const args = [program.file, mark, file, 'GEMINI_API_KEY', 's3cret'.repeat(500)]
    const given = [...inPrivate, script, 'sh', folder, copy, process.execPath, ...args]
    const env = { ...program.env, PATH: '/usr/sbin:/usr/bin:/sbin:/bin' }
    const output = execFileSync('unshare', given, { env, encoding: 'utf8' })
    const [told = '', ...left] = output.trimEnd().split('\n')
    return { told: JSON.parse(told) as unknown, left }
  }

  const marks = ['mark', 'no-mark'] as const
  it.runIf(canMount).each(marks)(
    'without room leaves the old file whole, and no part of a new one, with %s',
    (mark) => {
      // The system writes what still fits, and says only then that there is no room.
      const prepare = 'mount -t tmpfs -o size=16k none "$1" && cp "$2" "$1/.env.local"'
      const { told, left } = updateOn({ prepare, mark, text: 'A=1\n'.repeat(2_500) })
      expect(told).toMatchObject({ code: 'disk_full', detail: 'ENOSPC' })
      expect(left).toEqual(['.env.local'])
    },
  )

  it.runIf(canMount)('that ends at the file leaves the old one, and no mark', () => {
    const prepare = 'mount --bind "$1/.env.local" "$1/.env.local"'
    const { told, left } = updateOn({ prepare })
    expect(told).toMatchObject({ code: 'not_writable', detail: 'EBUSY' })
    expect(left).toEqual(['.env.local'])
  })

  it.runIf(canMount)('that is read-only leaves the old file', () => {
    const prepare = 'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1"'
    const { told, left } = updateOn({ prepare })
    expect(told).toMatchObject({ code: 'not_writable', detail: 'EROFS' })
    expect(left).toEqual(['.env.local'])
  })
})
