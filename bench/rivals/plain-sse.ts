import { fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import type { Remover } from '../load/revocations'

const script = path.join(import.meta.dirname, 'plain-sse-process.ts')

/** A bare server of event streams, in a process of its own. What it is told to tell holds at once. */
export interface PlainSse extends AsyncDisposable, Remover {
  url: string
}

export async function startPlainSse(): Promise<PlainSse> {
  const child = fork(script, { execArgv: ['--import', 'tsx'] })
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  let heldAt = Number.NaN
  return {
    url: `http://127.0.0.1:${port}`,
    async remove(keyId) {
      heldAt = performance.now()
      child.send({ keyId })
    },
    committedAt: () => heldAt,
    async [Symbol.asyncDispose]() {
      const ended = once(child, 'exit')
      child.disconnect()
      await ended
    },
  }
}
