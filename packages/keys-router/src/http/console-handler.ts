import { TRPCError } from '@trpc/server'
import type { KeyStore, Log } from '../ports'
import { consoleRouter } from '../routers/console-router'
import type { ConsoleUser } from '../trpc'
import { serveRouter } from './trpc-endpoint'

export interface ConsoleHandlerOptions {
  store: KeyStore
  log: Log
  /** Where the pages are served from, such as `https://keys.example`. */
  origins: string[]
  /** Reads the session of a request, `null` without one. */
  getUser(headers: Headers): Promise<ConsoleUser | null>
}

/** Builds the fetch handler of the dashboard's own queries, for `/api/trpc/*`. */
export function createConsoleHandler(
  options: ConsoleHandlerOptions,
): (request: Request) => Promise<Response> {
  const { store, log, getUser, origins } = options
  return (request) =>
    serveRouter({
      endpoint: '/api/trpc',
      router: consoleRouter,
      request,
      log,
      context: async () => {
        if (isCrossSite(request, origins)) throw new TRPCError({ code: 'FORBIDDEN' })
        const user = await getUser(request.headers)
        if (!user) throw new TRPCError({ code: 'UNAUTHORIZED' })
        return { store, caller: null, user }
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
