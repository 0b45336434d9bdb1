import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { updateEnvFile } from '../../src/env-file'
import { compileProgram } from './compiled-program'
import { temporaryFolder } from './temporary-folder'

const program = compileProgram('update-once.ts')

const header = `# mine\nexport A="1"\n`

it('Line 41: eight runs at once, of ten changes each, lose none and mix none', async () => {
  const folder = temporaryFolder()
  const file = path.join(folder, '.env.local')
  writeFileSync(file, header)
  const values = Array.from({ length: 10 }, (_, index) => String(index).repeat(100))
  const runs = Array.from({ length: 8 }, (_, run) => {
    const args = [program.file, 'mark', file, `KEY_${run}`, ...values]
    return spawn(process.execPath, args, { env: program.env, stdio: 'ignore' })
  })
  const ends = await Promise.all(runs.map((run) => once(run, 'exit')))
  expect(ends).toEqual(Array.from({ length: 8 }, () => [0, null]))

  const text = readFileSync(file, 'utf8')
  expect(text.startsWith(header)).toBe(true)
  const lines = text.slice(header.length).trimEnd().split('\n')
  const expected = Array.from({ length: 8 }, (_, run) => `KEY_${run}=${'9'.repeat(100)}`)
  expect(lines.toSorted()).toEqual(expected)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const marks = Array.from({ length: 8 }, (_, run) => `.env.local.KEY_${run}.restart-due.local`)
  expect(readdirSync(folder).toSorted()).toEqual(['.env.local', ...marks])
}, 60_000)

it('Line 41: twenty runs at once within one process lose none', async () => {
  const file = path.join(temporaryFolder(), '.env.local')
  const names = Array.from({ length: 20 }, (_, run) => `KEY_${run}`)
  await Promise.all(names.map((name) => updateEnvFile({ path: file, name, value: name })))
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
  expect(lines.toSorted()).toEqual(names.map((name) => `${name}=${name}`).toSorted())
}, 30_000)

it('Line 41: an editor that keeps saving the file loses nothing, and is told of', async () => {
  const folder = temporaryFolder()
  const file = path.join(folder, '.env.local')
  let saves = 0
  let isOver = false
  const save = () => {
    if (isOver) return
    saves += 1
    writeFileSync(`${file}.theirs`, `A=${saves}\n`)
    renameSync(`${file}.theirs`, file)
    setImmediate(save)
  }
  save()
  const update = updateEnvFile({ path: file, name: 'KEY', value: 'new', markRestart: true })
  await expect(update).rejects.toMatchObject({ code: 'changed_meanwhile' })
  isOver = true
  expect(readFileSync(file, 'utf8')).toBe(`A=${saves}\n`)
  // Neither a mark for what was not changed, nor a draft, nor a lock.
  expect(readdirSync(folder)).toEqual(['.env.local'])
}, 30_000)
