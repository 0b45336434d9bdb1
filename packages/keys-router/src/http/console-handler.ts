import { TRPCError } from '@trpc/server'
import type { KeyStore, Log } from '../ports'
import { consoleRouter } from '../routers/console-router'
import type { ConsoleUser } from '../trpc'
import { refuse, serveRouter } from './trpc-endpoint'

export interface ConsoleHandlerOptions {
  store: KeyStore
  log: Log
  /** Reads the session of a request, `null` without one. */
  getUser(headers: Headers): Promise<ConsoleUser | null>
}

/** Builds the fetch handler of the dashboard's own queries, for `/api/trpc/*`. */
export function createConsoleHandler(
  options: ConsoleHandlerOptions,
): (request: Request) => Promise<Response> {
  const { store, log, getUser } = options
  return async (request) => {
    if (isCrossSite(request)) return refuse(consoleRouter, new TRPCError({ code: 'FORBIDDEN' }))
    const user = await getUser(request.headers)
    if (!user) return refuse(consoleRouter, new TRPCError({ code: 'UNAUTHORIZED' }))
    const context = { store, caller: null, user }
    return serveRouter({ endpoint: '/api/trpc', router: consoleRouter, request, context, log })
  }
}

/** A browser says where a request comes from; another site has no business here. */
function isCrossSite(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site')
  if (site && site !== 'same-origin' && site !== 'none') return true
  const origin = request.headers.get('origin')
  if (!origin) return false
  return !URL.canParse(origin) || new URL(origin).host !== request.headers.get('host')
}
