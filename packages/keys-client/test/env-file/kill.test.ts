import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { isRestartDue, readEnvValue, updateEnvFile } from '../../src/env-file'
import { compileProgram } from './compiled-program'
import { temporaryFolder } from './temporary-folder'

const KILLS = 200

/** So many processes at a time. */
const LANES = 4

const program = compileProgram('rewrite-forever.ts')

const values = ['a'.repeat(300), 'b'.repeat(200)] as const

/** Long enough to be seen half written. */
const fileWith = (value: string) => {
  const lines = Array.from(
    { length: 300 },
    (_, index) => `VARIABLE_${index}="value ${index}" # mine\n`,
  )
  return [...lines.slice(150), `GEMINI_API_KEY=${value}\n`, ...lines.slice(0, 150)].join('')
}

/** Starts to rewrite a file, and is killed a random while later. */
async function killWhileRewriting(file: string): Promise<void> {
  const args = [program.file, file, ...values]
  const child = spawn(process.execPath, args, {
    env: program.env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const ended = once(child, 'exit')
  await once(child.stdout, 'data')
  const start = performance.now()
  await once(child.stdout, 'data')
  const turn = performance.now() - start
  // At any point of the next two turns, however slow the machine is.
  await sleep(Math.random() * 2 * turn)
  child.kill('SIGKILL')
  expect(await ended).toEqual([null, 'SIGKILL'])
}

async function inLanes<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const queue = all.values()
  const lane = async () => {
    for (const one of queue) await work(one)
  }
  await Promise.all(Array.from({ length: LANES }, lane))
}

describe('kill -9', () => {
  it('Line 41: at 200 random points leaves the old file or the new one, private, and a mark if no app has it', async () => {
    const root = temporaryFolder()
    const folders = Array.from({ length: KILLS }, (_, index) => path.join(root, String(index)))
    const whole = values.map(fileWith)
    await inLanes(folders, async (folder) => {
      mkdirSync(folder)
      const file = path.join(folder, '.env.local')
      writeFileSync(file, fileWith(values[1]), { mode: 0o600 })
      await killWhileRewriting(file)
      expect(whole).toContain(readFileSync(file, 'utf8'))
      expect(statSync(file).mode & 0o777).toBe(0o600)
      const applied = readFileSync(path.join(folder, 'applied'), 'utf8')
      const isApplied = (await readEnvValue(file, 'GEMINI_API_KEY')) === applied
      expect(isApplied || (await isRestartDue({ path: file, name: 'GEMINI_API_KEY' }))).toBe(true)
    })

    const left = folders.map((folder) => readdirSync(folder))
    const holding = (end: string) =>
      left.filter((names) => names.some((name) => name.endsWith(end)))
    // The points are where it matters: within the lock, and with the next file not whole yet.
    expect(holding('.lock').length).toBeGreaterThan(KILLS / 4)
    expect(holding('.draft.local').length).toBeGreaterThan(0)
    expect(holding('.restart-due.local').length).toBeGreaterThan(0)
    // The file's and the mark's, and never those of the killed before.
    expect(Math.max(...left.map((names) => names.filter(isDraft).length))).toBeLessThanOrEqual(2)

    await inLanes(folders, async (folder) => {
      const file = path.join(folder, '.env.local')
      await updateEnvFile({ path: file, name: 'GEMINI_API_KEY', value: 'c' })
      expect(readFileSync(file, 'utf8')).toBe(fileWith('c'))
      expect(statSync(file).mode & 0o777).toBe(0o600)
      const names = readdirSync(folder).filter((name) => !name.includes('.restart'))
      expect(names.toSorted()).toEqual(['.env.local', 'applied'])
    })
  }, 120_000)
})

const isDraft = (name: string) => name.endsWith('.draft.local')
