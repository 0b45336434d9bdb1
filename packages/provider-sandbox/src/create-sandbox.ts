import { createServer } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import type { Behaviour } from './behaviour'
import { createJournal, type RecordedRequest } from './journal'
import { createKeyRing } from './key-ring'
import { listen } from './listen'
import { createProviderHandler } from './provider-handler'
import { type SandboxKey, sandboxKeys } from './sandbox-keys'
import type { Sleep } from './send'
import { createServicePages } from './service-pages'

/** All optional: a test wants `chunkDelayMs: 0`. */
export interface SandboxOptions {
  /** Default 0: any free port. */
  port?: number
  /** Default `127.0.0.1`: nobody but this machine. */
  host?: string
  /** Between two chunks of an answer, in milliseconds. Default 40. */
  chunkDelayMs?: number
  /** Before the first byte of a `slow` key, in milliseconds. Default 10,000. */
  slowMs?: number
  /** Default {@link sandboxKeys}. Any other key is refused as invalid. */
  keys?: readonly SandboxKey[]
  /** Milliseconds since 1970. Default `Date.now`. */
  now?: () => number
  /** Default a timer. */
  sleep?: Sleep
  /** Told of each call when it comes, with the key in clear: for whoever must know of all of them. */
  onCall?: (call: RecordedRequest) => void
}

/** A running sandbox. */
export interface Sandbox extends AsyncDisposable {
  /**
   * Such as `http://127.0.0.1:3002`. The base of an SDK is this and `/gemini/v1beta`, `/openai/v1`,
   * `/anthropic/v1` or `/mistral/v1`. All but Mistral also answer without the first word.
   */
  readonly url: string
  readonly port: number
  /** The last 1,000 calls to any provider, oldest first. */
  requests(): RecordedRequest[]
  /** Forgets the calls. Keys keep their behaviour. */
  reset(): void
  /** Changes what a key does from the next call on. Throws for a key that the sandbox lacks. */
  setBehaviour(key: string, behaviour: Behaviour): void
  /** Stops, and destroys every open connection. May be called twice. */
  close(): Promise<void>
}

/**
 * Starts a local stand-in for Gemini, OpenAI, Anthropic and Mistral that answers by the key it is shown.
 *
 * @throws the error of `listen`, such as one with the code `EADDRINUSE`.
 * @example
 * await using sandbox = await createSandbox({ chunkDelayMs: 0 })
 * const google = createGoogleGenerativeAI({ baseURL: `${sandbox.url}/v1beta`, apiKey })
 */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port = 0, host = '127.0.0.1', chunkDelayMs = 40, slowMs = 10_000 } = options
  const { now = Date.now, sleep = timer } = options
  const journal = createJournal(now, options.onCall)
  const keys = createKeyRing(options.keys ?? sandboxKeys)
  const pageFor = createServicePages({ keys, journal })
  const serveProvider = createProviderHandler({ keys, journal, sleep, slowMs, chunkDelayMs })
  const server = createServer((request, response) => {
    const serve = pageFor(request) ?? serveProvider
    // A caller must see a broken sandbox as a broken connection, not wait for ever.
    serve(request, response).catch(() => response.destroy())
  })
  const { close, ...address } = await listen({ server, port, host })
  return {
    ...address,
    requests: journal.list,
    reset: journal.clear,
    setBehaviour: keys.setBehaviour,
    close,
    [Symbol.asyncDispose]: close,
  }
}

function timer(ms: number, signal: AbortSignal): Promise<void> {
  return setTimeout(ms, undefined, { signal })
}
