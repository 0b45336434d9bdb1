import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { promisify } from 'node:util'
import { onTestFinished } from 'vitest'
import type { Stack } from './stack'

const root = path.resolve(import.meta.dirname, '..')
const bin = path.join(root, 'packages/keys-client/bin/keys.js')

const environmentOf = ({ dashboard, secret }: Pick<Stack, 'dashboard' | 'secret'>) => ({
  PATH: process.env['PATH'],
  HOME: process.env['HOME'],
  LANG: 'C.UTF-8',
  DASHBOARD_INTERNAL_URL: dashboard,
  INTERNAL_API_SECRET: secret,
})

interface Ended {
  code: number
  stdout: string
  stderr: string
}

/** Runs the `keys` command to its end, as a script would. */
export async function runKeys(
  stack: Pick<Stack, 'dashboard' | 'secret'>,
  ...args: string[]
): Promise<Ended> {
  try {
    const done = await promisify(execFile)(process.execPath, [bin, ...args], {
      env: environmentOf(stack),
    })
    return { code: 0, ...done }
  } catch (error) {
    const { code, stdout, stderr } = error as Ended
    return { code, stdout, stderr }
  }
}

/** Starts a `keys` command that stays; ended with the test. */
export async function startKeys(stack: Stack, ...args: string[]): Promise<ChildProcess> {
  const child = spawn(process.execPath, [bin, ...args], {
    env: environmentOf(stack),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(async () => {
    if (child.exitCode !== null) return
    const ended = once(child, 'exit')
    child.kill()
    await ended
  })
  return child
}
