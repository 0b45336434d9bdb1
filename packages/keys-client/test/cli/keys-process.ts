import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished } from 'vitest'
import { pooledKey } from '../pooled-key'
import { SECRET } from '../scripted-dashboard'
import type { PooledKey } from '@itqan/keys-contract'

const bin = fileURLToPath(new URL('../../bin/keys.js', import.meta.url))

/** Stands in the middle of every key of these tests: nothing that is printed may hold it. */
const CANARY = 'canary'

/** A key that is long enough to be masked. */
export const clearKey = (id: string) => `AIza${CANARY}${id.padStart(20, '0')}${CANARY}${id}-end`

export const realKey = (id: string, rest: Partial<PooledKey> = {}): PooledKey =>
  pooledKey(id, { key: clearKey(id), ...rest })

export interface Call {
  cwd: string
  /** The dashboard's address. */
  url?: string
  secret?: string
  env?: Record<string, string>
}

export interface Ended {
  code: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
}

export interface KeysProcess {
  child: ChildProcess
  stdout(): string
  stderr(): string
  /** What it prints is searched for keys and for the secret. */
  ended: Promise<Ended>
}

/** The real command in a process of its own, that knows nothing of this one's environment. */
export function startKeys(args: readonly string[], call: Call): KeysProcess {
  const child = spawn(process.execPath, [bin, ...args], {
    cwd: call.cwd,
    env: environmentOf(call),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const said = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text))
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, ...said }))
  })
  return {
    child,
    stdout: () => said.stdout,
    stderr: () => said.stderr,
    ended: ended.then((end) => {
      expectNoSecret(`${end.stdout}${end.stderr}`)
      return end
    }),
  }
}

export const keys = (args: readonly string[], call: Call): Promise<Ended> =>
  startKeys(args, call).ended

export function expectNoSecret(text: string): void {
  expect(text).not.toContain(CANARY)
  expect(text).not.toContain(SECRET)
}

function environmentOf({ url, secret = SECRET, env }: Call): Record<string, string> {
  return {
    PATH: [path.dirname(process.execPath), '/usr/local/bin', '/usr/bin', '/bin'].join(':'),
    HOME: '/nonexistent',
    TZ: 'UTC',
    LANG: 'C.UTF-8',
    GIT_CONFIG_NOSYSTEM: '1',
    // Set, if to nothing: what the repository's own .env.local says is not to matter here.
    INTERNAL_API_SECRET: secret,
    INTERNAL_API_SECRET_FILE: '',
    DASHBOARD_INTERNAL_URL: url ?? 'http://127.0.0.1:9',
    ...env,
  }
}
