import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import type { Listeners } from './revocations'

const script = path.join(import.meta.dirname, 'apps-process.ts')

export interface AppsOptions {
  /** Of the dashboard. */
  url: string
  secret: string
  provider: string
  processes: number
  clientsEach: number
}

/** What such a process says: that all of its clients listen, and when each let go of a key. */
export type AppsMessage =
  | { kind: 'ready' }
  | { kind: 'gone'; keyId: string; moments: number[]; cpuMs: number }

/** Real clients in processes of their own: a key is gone when they would not hand it out any more. */
export interface Apps extends AsyncDisposable, Listeners {}

export async function startApps(options: AppsOptions): Promise<Apps> {
  const cpu = new Map<number, number>()
  const waiting = new Map<string, (moments: readonly number[]) => void>()
  // Of the clock that all processes share, to the one that only this one has.
  const shift = performance.now() - Number(process.hrtime.bigint()) / 1e6

  function startOne(): { child: ChildProcess; ready: Promise<void> } {
    const { url, secret, provider, clientsEach: count } = options
    const child = fork(script, [JSON.stringify({ url, provider, count })], {
      execArgv: ['--import', 'tsx'],
      env: { ...process.env, INTERNAL_API_SECRET: secret },
    })
    const ready = new Promise<void>((resolve, reject) => {
      child.once('exit', () => reject(new Error('Apps ended')))
      child.on('message', (message: AppsMessage) => {
        if (message.kind === 'ready') return resolve()
        cpu.set(child.pid ?? 0, message.cpuMs)
        waiting.get(message.keyId)?.(message.moments.map((moment) => moment + shift))
      })
    })
    return { child, ready }
  }

  const started = Array.from({ length: options.processes }, startOne)
  await Promise.all(started.map(({ ready }) => ready))

  return {
    told: (keyId) =>
      new Promise((resolve) => {
        const all: number[] = []
        waiting.set(keyId, (moments) => {
          all.push(...moments)
          if (all.length < started.length * options.clientsEach) return
          waiting.delete(keyId)
          resolve(all)
        })
      }),
    cpuMs: () => [...cpu.values()].reduce((sum, ms) => sum + ms, 0),
    async [Symbol.asyncDispose]() {
      const ends = started.map(({ child }) => once(child, 'exit'))
      for (const { child } of started) child.disconnect()
      await Promise.all(ends)
    },
  }
}
