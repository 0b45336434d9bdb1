import { MAX_BATCH_SIZE } from '@itqan/keys-contract'
import type { KeysRouter } from '@itqan/keys-router'
import {
  createTRPCClient,
  httpBatchLink,
  splitLink,
  type TRPCClient,
  TRPCClientError,
  type TRPCLink,
} from '@trpc/client'
import { observable } from '@trpc/server/observable'
import superjson from 'superjson'
import type { Clock } from '../clock'
import { openEventStream } from './event-stream'
import { retryAfterOf } from './retry-after'
import { StreamError } from './stream-error'

/** How calls reach the router. Another link (in process, say) can take its place. */
export type KeysLink = TRPCLink<KeysRouter>

export type KeysApi = TRPCClient<KeysRouter>

export interface HttpLinkOptions {
  /** The dashboard's address, `http://localhost:3001`. */
  url: string
  /** The secret, sent as `Authorization: Bearer …`. */
  secret: string
  /** Longest wait for a stream to open, in milliseconds. Calls are given their time by who makes them. */
  timeoutMs: number
  clock: Clock
  fetch?: typeof globalThis.fetch
}

/** Calls the dashboard over HTTP, and reads its stream of changes. */
export function httpLink(options: HttpLinkOptions): KeysLink {
  return splitLink({
    condition: ({ type }) => type === 'subscription',
    true: streamLink(options),
    false: callLink(options),
  })
}

/** One HTTP request for the calls of one moment. */
function callLink(options: HttpLinkOptions): KeysLink {
  const { secret, fetch = globalThis.fetch } = options
  return httpBatchLink({
    url: endpointOf(options),
    transformer: superjson,
    maxItems: MAX_BATCH_SIZE,
    headers: { authorization: `Bearer ${secret}` },
    // A redirect would carry the secret to another host.
    fetch: async (input: unknown, init) =>
      readable(await fetch(input as string | URL, { ...(init as RequestInit), redirect: 'error' })),
  })
}

/** A proxy refuses in its own words: then its status is all that can be read, and must not be lost. */
async function readable(response: Response): Promise<Response> {
  if (response.ok) return response
  try {
    await response.clone().json()
    return response
  } catch {
    const { status: statusCode, headers } = response
    const retryAfterMs = retryAfterOf(headers.get('retry-after'), Date.now())
    throw new StreamError(`status ${statusCode}`, { statusCode, retryAfterMs })
  }
}

/** One event stream a subscription. It ends with the first trouble: who subscribed opens another. */
function streamLink(options: HttpLinkOptions): KeysLink {
  const { secret, timeoutMs, clock } = options
  return () =>
    ({ op }) =>
      observable((observer) => {
        const url = new URL(`${endpointOf(options).pathname}/${op.path}`, options.url)
        url.searchParams.set('input', JSON.stringify(superjson.serialize(op.input)))
        observer.next({ result: { type: 'started' } })
        const stream = openEventStream(
          { url, headers: { authorization: `Bearer ${secret}` }, timeoutMs, clock },
          {
            // What cannot be read is told as such: the reader knows how to recover.
            onData: (text) => observer.next({ result: { type: 'data', data: parse(text) } }),
            onEnd: (cause) => observer.error(TRPCClientError.from(cause)),
          },
        )
        return () => stream.close()
      })
}

function endpointOf({ url }: HttpLinkOptions): URL {
  return new URL('/api/internal/trpc', url)
}

function parse(text: string): unknown {
  try {
    return superjson.deserialize(JSON.parse(text) as Parameters<typeof superjson.deserialize>[0])
  } catch {
    return undefined
  }
}

export function createKeysApi(link: KeysLink): KeysApi {
  return createTRPCClient<KeysRouter>({ links: [link] })
}
