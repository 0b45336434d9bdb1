import {
  APP_VERSION_HEADER,
  CLIENT_HEADER,
  MAX_BATCH_SIZE,
  parseVersion,
} from '@itqan/keys-contract'
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
import { traceHeaders } from '../telemetry/active-span'
import { CLIENT_NAME } from '../version'
import { endpointOf, isInClear, refuseInClear, secretToSend } from './address'
import { openEventStream } from './event-stream'
import { LinkError } from './link-error'

/** How calls reach the router. Another link (in process, say) can take its place. */
export type KeysLink = TRPCLink<KeysRouter>

export type KeysApi = TRPCClient<KeysRouter>

export interface HttpLinkOptions {
  /** The dashboard's address, `http://localhost:3001`; it may end with a path. */
  url: string
  /** The secret, sent as `Authorization: Bearer …`. Of several with commas between them, the first. */
  secret: string
  /** The app's own version, shown beside its name. What is no short line of ASCII is left out. */
  appVersion?: string | undefined
  /** True: the secret may go in clear, on a network that nobody else is on. Each client warns of it. */
  allowHttp?: boolean
  /** Longest wait for a stream to open, in milliseconds. Calls are given their time by who makes them. */
  timeoutMs: number
  clock: Clock
  fetch?: typeof globalThis.fetch
}

/** What calls and streams have in common. */
interface Route extends Pick<HttpLinkOptions, 'timeoutMs' | 'clock' | 'fetch'> {
  endpoint: URL
  headers: Record<string, string>
}

/**
 * Calls the dashboard over HTTP, and reads its stream of changes.
 *
 * @throws KeysClientError `rejected` when the address or the secret is none, or would go in clear.
 */
export function httpLink(link: HttpLinkOptions): KeysLink {
  const { url, secret, allowHttp, appVersion, ...options } = link
  const endpoint = endpointOf(url)
  if (!allowHttp) refuseInClear(endpoint)
  const headers = { authorization: `Bearer ${secretToSend(secret)}`, ...versions(appVersion) }
  if (isInClear(endpoint)) warnOf(endpoint)
  const route = { ...options, endpoint, headers }
  return splitLink({
    condition: ({ type }) => type === 'subscription',
    true: streamLink(route),
    false: callLink(route),
  })
}

function versions(appVersion: string | undefined): Record<string, string> {
  const version = parseVersion(appVersion)
  return { [CLIENT_HEADER]: CLIENT_NAME, ...(version && { [APP_VERSION_HEADER]: version }) }
}

/** Whoever runs the app sees it, whatever it logs. */
function warnOf({ host }: URL): void {
  process.emitWarning(`A keys client sends its secret to ${host} in clear: allowHttp is set`, {
    type: 'SecurityWarning',
    code: 'KEYS_IN_CLEAR',
  })
}

/** One HTTP request for the calls of one moment. */
function callLink({ endpoint, headers, clock, fetch = globalThis.fetch }: Route): KeysLink {
  return httpBatchLink({
    url: endpoint,
    transformer: superjson,
    maxItems: MAX_BATCH_SIZE,
    headers: () => ({ ...headers, ...traceHeaders() }),
    // A redirect would carry the secret to another host.
    fetch: async (input: unknown, init) => {
      const request = { ...(init as RequestInit), redirect: 'error' } as const
      return readable(await fetch(input as string | URL, request), clock)
    },
  })
}

/** A proxy refuses in its own words: then its status is all that can be read, and must not be lost. */
async function readable(response: Response, clock: Clock): Promise<Response> {
  if (response.ok) return response
  try {
    await response.clone().json()
    return response
  } catch {
    throw LinkError.refusal(response.status, response.headers, clock.now())
  }
}

/** One event stream a subscription. It ends with the first trouble: who subscribed opens another. */
function streamLink({ endpoint, headers, timeoutMs, clock }: Route): KeysLink {
  return () =>
    ({ op }) =>
      observable((observer) => {
        const url = new URL(`${endpoint.pathname}/${op.path}`, endpoint)
        url.searchParams.set('input', JSON.stringify(superjson.serialize(op.input)))
        observer.next({ result: { type: 'started' } })
        const stream = openEventStream(
          { url, headers, timeoutMs, clock },
          {
            // What cannot be read is told as such: the reader knows how to recover.
            onData: (text) => observer.next({ result: { type: 'data', data: parse(text) } }),
            onEnd: (cause) => observer.error(TRPCClientError.from(cause)),
          },
        )
        return () => stream.close()
      })
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
