import { TRPCError } from '@trpc/server'
import type { ConsolePorts, Log } from '../ports'
import { consoleRouter } from '../routers/console-router'
import type { ConsoleUser } from '../trpc'
import { isCrossSite } from './cross-site'
import { type AddressOf, originOf } from './origin'
import { createStreams } from './streams'
import { serveRouter } from './trpc-endpoint'

/** Pages that one person may have open at once. Each asks for its session each second. */
const MAX_STREAMS_PER_PERSON = 40

export interface ConsoleHandlerOptions {
  ports: ConsolePorts
  log: Log
  /** Default: it is not known. */
  addressOf?: AddressOf
  /** Where the pages are served from, such as `https://keys.example`. */
  origins: string[]
  /** Reads the session of a request, `null` without one, and keeps it alive: a person is there. */
  getUser(headers: Headers): Promise<ConsoleUser | null>
  /**
   * The same, without keeping it alive: for whatever a page that nobody looks at does by itself, which is
   * every query and the stream. Default: `getUser`.
   */
  lookForUser?(headers: Headers): Promise<ConsoleUser | null>
  /** A call without an answer is given up after this time. Default 20 s. */
  timeoutMs?: number
  /** Whether this process ends: then no stream is opened any more. Default: it does not. */
  isDraining?: () => boolean
}

/**
 * Builds the fetch handler of the dashboard's own queries, for `/api/trpc/*`. A person shows by changing
 * something, or by going to a page, and not by searching or sorting: pages ask again by themselves, and a
 * query's request looks alike.
 */
export function createConsoleHandler(
  options: ConsoleHandlerOptions,
): (request: Request) => Promise<Response> {
  const { ports, log, getUser, origins, addressOf = () => null } = options
  const lookForUser = options.lookForUser ?? getUser
  const { isDraining } = options
  const streams = createStreams({ maxStreams: MAX_STREAMS_PER_PERSON, isDraining })
  return (request) =>
    serveRouter({
      endpoint: '/api/trpc',
      router: consoleRouter,
      request,
      log,
      timeoutMs: options.timeoutMs,
      context: async () => {
        if (isCrossSite(request, origins)) throw new TRPCError({ code: 'FORBIDDEN' })
        const read = request.method === 'POST' ? getUser : lookForUser
        const user = await read(request.headers)
        if (!user) throw new TRPCError({ code: 'UNAUTHORIZED' })
        const actor = { kind: 'person', name: user.id } as const
        const origin = originOf(request.headers, { actor, addressOf })
        const readUser = () => lookForUser(request.headers)
        const openStream = () => streams.open({ app: user.id, fingerprint: '' })
        return { ...ports, origin, caller: null, user, readUser, openStream }
      },
    })
}
