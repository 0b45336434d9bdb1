import { existsSync, mkdirSync, rmdirSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { underLock } from '../../src/env-file/lock'
import { temporaryFolder } from './temporary-folder'

const newTarget = () => path.join(temporaryFolder(), '.env.local')

it('Line 41: a run knows that another took its lock away, though one stands there', async () => {
  const target = newTarget()
  const told = await underLock({ target }, async (lock) => {
    const before = await lock.isHeld()
    rmdirSync(`${target}.lock`)
    const without = await lock.isHeld()
    mkdirSync(`${target}.lock`)
    return [before, without, await lock.isHeld()]
  })
  expect(told).toEqual([true, false, false])
})

it('Line 41: a run that fails leaves no lock', async () => {
  const target = newTarget()
  const failing = underLock({ target }, () => Promise.reject(new Error('mine')))
  await expect(failing).rejects.toThrow('mine')
  expect(existsSync(`${target}.lock`)).toBe(false)
})
