import { createRequire } from 'node:module'
import { freePort, isListening, until } from '../../testbed/ports'
import { startServerProcess } from '../stack/server-process'

/** A gateway that all calls go through. */
export interface Gateway extends AsyncDisposable {
  /** Where it speaks as OpenAI does. */
  url: string
  /** What a call carries instead of a key. */
  headers: Record<string, string>
}

export interface GatewayOptions {
  /** Two keys or more: each call is given one of them. */
  keys: readonly string[]
  /** The provider's address, spoken to as OpenAI. */
  provider: string
}

const require = createRequire(import.meta.url)
const script = require.resolve('@portkey-ai/gateway/build/start-server.js')

/** Starts `@portkey-ai/gateway` in a process of its own, its keys balanced with equal weights. */
export async function startGateway({ keys, provider }: GatewayOptions): Promise<Gateway> {
  const port = await freePort()
  const server = startServerProcess({
    name: 'The gateway',
    args: [script, `--port=${port}`, '--headless'],
    // Else it refuses an address of this machine.
    env: { TRUSTED_CUSTOM_HOSTS: new URL(provider).hostname },
  })
  await until('the gateway', () => isListening(port))
  const config = {
    strategy: { mode: 'loadbalance' },
    targets: keys.map((key) => {
      return { provider: 'openai', api_key: key, custom_host: provider, weight: 1 / keys.length }
    }),
  }
  return {
    url: `http://127.0.0.1:${port}/v1`,
    headers: { 'x-portkey-config': JSON.stringify(config) },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}
