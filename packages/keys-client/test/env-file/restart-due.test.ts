import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  isRestartDue,
  markRestartDue,
  restartWhileDue,
  updateEnvFile,
  type Variable,
} from '../../src/env-file'
import { temporaryFolder } from './temporary-folder'

const newVariable = (): Variable => ({
  path: path.join(temporaryFolder(), '.env.local'),
  name: 'GEMINI_API_KEY',
})

const set = (variable: Variable, value: string) =>
  updateEnvFile({ ...variable, value, markRestart: true })

const { signal } = new AbortController()

/** Restarts, and answers how often that was. */
async function restart(variable: Variable, during?: () => Promise<unknown>): Promise<number> {
  let restarts = 0
  await restartWhileDue({ ...variable, signal }, async () => {
    restarts += 1
    if (restarts === 1) await during?.()
  })
  return restarts
}

const markOf = ({ path: file, name }: Variable) => `${file}.${name}.restart-due.local`

describe('a restart', () => {
  it('is due after a change, over runs that change nothing, until it succeeds', async () => {
    const variable = newVariable()
    await set(variable, 'one')
    await set(variable, 'one')
    expect(await isRestartDue(variable)).toBe(true)
    const failing = restartWhileDue({ ...variable, signal }, () => Promise.reject(new Error('no')))
    await expect(failing).rejects.toThrow('no')
    expect(await isRestartDue(variable)).toBe(true)
    expect(await restart(variable)).toBe(1)
    expect(await isRestartDue(variable)).toBe(false)
    expect(await restart(variable)).toBe(0)
    expect(readdirSync(path.dirname(variable.path))).toEqual(['.env.local'])
  })

  it('is not due after a change that was not asked to mark one', async () => {
    const variable = newVariable()
    await updateEnvFile({ ...variable, value: 'one' })
    expect(await isRestartDue(variable)).toBe(false)
  })

  it('is due once more when another change came during it', async () => {
    const variable = newVariable()
    await set(variable, 'one')
    expect(await restart(variable, () => set(variable, 'two'))).toBe(2)
  })

  it('is of one variable: another one stays due', async () => {
    const variable = newVariable()
    const other = { ...variable, name: 'OPENAI_API_KEY' }
    await set(variable, 'one')
    await set(other, 'two')
    expect(await restart(other)).toBe(1)
    expect(await isRestartDue(variable)).toBe(true)
  })

  it('is made by one run of eight that find it due at once', async () => {
    const variable = newVariable()
    await set(variable, 'one')
    let atOnce = 0
    const runs = Array.from({ length: 8 }, () =>
      restart(variable, async () => {
        atOnce += 1
        expect(atOnce).toBe(1)
        await set(variable, 'one')
        atOnce -= 1
      }),
    )
    const restarts = await Promise.all(runs)
    expect(restarts.toSorted()).toEqual([0, 0, 0, 0, 0, 0, 0, 1])
  })

  it('is waited for no longer than the caller wants', async () => {
    const variable = newVariable()
    await set(variable, 'one')
    const waiting = new AbortController()
    await restart(variable, async () => {
      const second = restartWhileDue({ ...variable, signal: waiting.signal }, async () => undefined)
      waiting.abort(new Error('enough'))
      await expect(second).rejects.toThrow('enough')
    })
  })

  it('can be asked for by hand, also where there is no file', async () => {
    const variable = newVariable()
    await markRestartDue(variable)
    expect(statSync(markOf(variable)).mode & 0o777).toBe(0o600)
    expect(existsSync(variable.path)).toBe(false)
    expect(await restart(variable)).toBe(1)
  })

  it('leaves a mark that holds nothing of the value', async () => {
    const variable = newVariable()
    await set(variable, 's3cret')
    expect(readFileSync(markOf(variable), 'utf8')).toMatch(/^[0-9a-f-]{36}$/)
  })
})
