import { TRPCError } from '@trpc/server'
import type { AuditSink, KeyStore, Log } from '../ports'
import { consoleRouter } from '../routers/console-router'
import type { ConsoleUser } from '../trpc'
import { type AddressOf, originOf } from './origin'
import { serveRouter } from './trpc-endpoint'

export interface ConsoleHandlerOptions {
  store: KeyStore
  audit: AuditSink
  log: Log
  /** Default: it is not known. */
  addressOf?: AddressOf
  /** Where the pages are served from, such as `https://keys.example`. */
  origins: string[]
  /** Reads the session of a request, `null` without one. */
  getUser(headers: Headers): Promise<ConsoleUser | null>
  /** A call without an answer is given up after this time. Default 20 s. */
  timeoutMs?: number
}

/** Builds the fetch handler of the dashboard's own queries, for `/api/trpc/*`. */
export function createConsoleHandler(
  options: ConsoleHandlerOptions,
): (request: Request) => Promise<Response> {
  const { store, audit, log, getUser, origins, addressOf = () => null } = options
  return (request) =>
    serveRouter({
      endpoint: '/api/trpc',
      router: consoleRouter,
      request,
      log,
      timeoutMs: options.timeoutMs,
      context: async () => {
        if (isCrossSite(request, origins)) throw new TRPCError({ code: 'FORBIDDEN' })
        const user = await getUser(request.headers)
        if (!user) throw new TRPCError({ code: 'UNAUTHORIZED' })
        const actor = { kind: 'person', name: user.id } as const
        const origin = originOf(request.headers, { actor, addressOf })
        return { store, audit, origin, caller: null, user }
      },
    })
}

/** A browser says where a request comes from; another site has no business here. */
function isCrossSite(request: Request, origins: string[]): boolean {
  const site = request.headers.get('sec-fetch-site')
  if (site && site !== 'same-origin' && site !== 'none') return true
  const origin = request.headers.get('origin')
  return origin !== null && !origins.includes(origin)
}
