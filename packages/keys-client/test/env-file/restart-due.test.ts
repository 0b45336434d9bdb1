import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  clearRestartDue,
  isRestartDue,
  markRestartDue,
  restartMark,
  updateEnvFile,
} from '../../src/env-file'
import { temporaryFolder } from './temporary-folder'

const newFile = () => path.join(temporaryFolder(), '.env.local')

const set = (file: string, value: string) =>
  updateEnvFile({ path: file, name: 'GEMINI_API_KEY', value, markRestart: true })

describe('the mark that a restart is due', () => {
  it('is left by a change, and outlives runs that change nothing', async () => {
    const file = newFile()
    const first = await set(file, 'one')
    expect(first.restartMark).not.toBeNull()
    expect(await set(file, 'one')).toMatchObject({
      hasChanged: false,
      restartMark: first.restartMark,
    })
    expect(await isRestartDue(file)).toBe(true)
    await clearRestartDue(file, first.restartMark ?? '')
    expect(await isRestartDue(file)).toBe(false)
    expect(await set(file, 'one')).toMatchObject({ hasChanged: false, restartMark: null })
  })

  it('is left by no change that was not asked to', async () => {
    const file = newFile()
    await updateEnvFile({ path: file, name: 'GEMINI_API_KEY', value: 'one' })
    expect(await isRestartDue(file)).toBe(false)
  })

  it('stays when another change came while the app restarted', async () => {
    const file = newFile()
    const { restartMark: seen } = await set(file, 'one')
    const { restartMark: later } = await set(file, 'two')
    await clearRestartDue(file, seen ?? '')
    expect(await restartMark(file)).toBe(later)
    await clearRestartDue(file)
    expect(await restartMark(file)).toBeNull()
  })

  it('can be set and removed by hand, also where there is no file', async () => {
    const file = newFile()
    await markRestartDue(file)
    expect(await isRestartDue(file)).toBe(true)
    expect(statSync(`${file}.restart-due`).mode & 0o777).toBe(0o600)
    expect(existsSync(file)).toBe(false)
    await clearRestartDue(file)
    await clearRestartDue(file)
    expect(await isRestartDue(file)).toBe(false)
  })

  it('holds nothing of the value', async () => {
    const file = newFile()
    await set(file, 's3cret')
    expect(readFileSync(`${file}.restart-due`, 'utf8')).toMatch(/^[0-9a-f-]{36}$/)
  })
})
