import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'
import type { ClientStatus, KeyExplanation } from '../packages/keys-client/src'
import type { Stack } from './stack'

/** An app in a process of its own, with a client of its own. */
export interface AppProcess {
  /** Makes that many calls, one after another; answers how each kind of end was met. */
  call(count: number): Promise<Record<string, number>>
  explain(): Promise<KeyExplanation[]>
  status(): Promise<ClientStatus>
  close(): Promise<unknown>
}

export async function startApp({ dashboard, sandbox, secret }: Stack): Promise<AppProcess> {
  const told = JSON.stringify({ url: dashboard, gemini: `${sandbox}/v1beta` })
  const script = path.join(import.meta.dirname, 'client-process.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', script, told], {
    env: { ...process.env, INTERNAL_API_SECRET: secret },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill())
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  async function ask<T>(job: string, count?: number): Promise<T> {
    child.stdin.write(`${JSON.stringify({ job, count })}\n`)
    const { value } = (await lines.next()) as { value: string }
    return JSON.parse(value) as T
  }
  await ask('ready')
  return {
    call: (count) => ask('call', count),
    explain: () => ask('explain'),
    status: () => ask('status'),
    async close() {
      const totals = await ask('close')
      child.stdin.end()
      await once(child, 'exit')
      return totals
    },
  }
}
