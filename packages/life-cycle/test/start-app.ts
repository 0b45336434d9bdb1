import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'
import type { DrainTimes } from '../src'

interface AppOptions {
  times: DrainTimes
  /** What stands behind the calls cannot be closed. */
  hangs?: boolean
}

/** A small app in a process of its own, which serves. */
export async function startApp(options: AppOptions) {
  const script = path.join(import.meta.dirname, 'app.ts')
  const args = ['--import', 'tsx', script, JSON.stringify(options)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const next = async () => {
    const { value } = (await lines.next()) as { value: string }
    return JSON.parse(value) as Record<string, unknown>
  }
  const { port } = await next()
  const ended = once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | string)
  return {
    url: `http://127.0.0.1:${String(port)}`,
    /** What it says next. */
    next,
    kill: (signal: NodeJS.Signals) => void child.kill(signal),
    /** Whoever reads what it prints goes away. */
    hangUp() {
      child.stdout.destroy()
      child.stderr.destroy()
    },
    /** Its exit code. */
    ended,
  }
}
