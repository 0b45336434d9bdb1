import { MAX_BATCH_SIZE } from '@itqan/keys-contract'
import type { KeysRouter } from '@itqan/keys-router'
import { createTRPCClient, httpBatchLink, type TRPCClient, type TRPCLink } from '@trpc/client'
import superjson from 'superjson'

/** How calls reach the router. Another link (in process, say) can take its place. */
export type KeysLink = TRPCLink<KeysRouter>

export type KeysApi = TRPCClient<KeysRouter>

export interface HttpLinkOptions {
  /** The dashboard's address, `http://localhost:3001`. */
  url: string
  /** The secret, sent as `Authorization: Bearer …`. */
  secret: string
  /** Longest wait for one HTTP request, in milliseconds. */
  timeoutMs: number
  fetch?: typeof globalThis.fetch
}

/** Calls the dashboard over HTTP. Every request is cut off after `timeoutMs`. */
export function httpLink(options: HttpLinkOptions): KeysLink {
  const { url, secret, timeoutMs, fetch = globalThis.fetch } = options
  return httpBatchLink({
    url: new URL('/api/internal/trpc', url),
    transformer: superjson,
    maxItems: MAX_BATCH_SIZE,
    headers: { authorization: `Bearer ${secret}` },
    fetch: (input: unknown, init) => {
      const timeout = AbortSignal.timeout(timeoutMs)
      const signal = init?.signal ? AbortSignal.any([init.signal, timeout]) : timeout
      // A redirect would carry the secret to another host.
      return fetch(input as string | URL, { ...(init as RequestInit), signal, redirect: 'error' })
    },
  })
}

export function createKeysApi(link: KeysLink): KeysApi {
  return createTRPCClient<KeysRouter>({ links: [link] })
}
