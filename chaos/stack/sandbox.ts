import path from 'node:path'
import type { Behaviour } from '../../packages/provider-sandbox/src'
import { type Child, startChild } from '../../testbed/child'
import { freePort, isListening, until } from '../../testbed/ports'

/** The provider, as a process that can fail. */
export interface Provider {
  port: number
  ledger: string
  start(): Promise<void>
  kill(): Promise<void>
  /** What every key does from now on. */
  behave(behaviour: Behaviour): void
}

const script = path.resolve(import.meta.dirname, '../sandbox-process.ts')

/** @param keys how many keys it knows. */
export async function startProvider(logs: string, keys: number): Promise<Provider> {
  const port = await freePort()
  const ledger = path.join(logs, 'provider.ndjson')
  let child: Child
  async function start(): Promise<void> {
    child = startChild({
      command: process.execPath,
      args: ['--import', 'tsx', script, JSON.stringify({ port, ledger, keys })],
      log: path.join(logs, 'provider.log'),
      onMessage: () => undefined,
    })
    await until('the provider sandbox', () => isListening(port))
  }
  await start()
  return {
    port,
    ledger,
    start,
    kill: () => child.kill(),
    behave: (behaviour) => child.send({ behaviour }),
  }
}
