import { KeysError, PING_INTERVAL_MS } from '@itqan/keys-contract'
import { initTRPC, TRPCError } from '@trpc/server'
import type { ChangeFeed, KeyStore } from './ports'
import { errorIdOf, isOurs, publicMessage, toTRPCError } from './public-error'
import { transformer } from './transformer'

/** An app that presented an accepted secret. `app` is `null` when its secret has no name. */
export interface Caller {
  app: string | null
}

/** A person with a session in the dashboard. Whoever is no administrator may look, not touch. */
export interface ConsoleUser {
  id: string
  role: string
}

/** What an app's request is made of, once its secret was looked at. `null` for a stranger. */
interface AppContext {
  store: KeyStore
  feed: ChangeFeed
  caller: Caller | null
  user: null
}

/** What a page's request is made of, once its session was looked at. `null` for a visitor. */
interface PageContext {
  store: KeyStore
  caller: null
  user: ConsoleUser | null
}

export type Context = AppContext | PageContext

const t = initTRPC.context<Context>().create({
  transformer,
  isDev: false,
  // A quiet stream and a dead one look alike without it.
  sse: { ping: { enabled: true, intervalMs: PING_INTERVAL_MS } },
  errorFormatter: ({ shape, error }) => ({
    ...shape,
    message: publicMessage(error),
    data: {
      code: shape.data.code,
      httpStatus: shape.data.httpStatus,
      reason: KeysError.isInstance(error.cause) ? error.cause.code : null,
      errorId: isOurs(error) ? errorIdOf(error) : null,
    },
  }),
})

export const router = t.router

const base = t.procedure.use(async ({ next }) => {
  const result = await next()
  if (!result.ok && KeysError.isInstance(result.error.cause)) throw toTRPCError(result.error.cause)
  return result
})

/** For apps: an accepted secret, and nothing else, opens it. Stands before any `.input`. */
export const internalProcedure = base.use(({ ctx, next }) => {
  if (!ctx.caller) throw new TRPCError({ code: 'UNAUTHORIZED' })
  return next({ ctx: { store: ctx.store, feed: ctx.feed, caller: ctx.caller } })
})

/** For people: a session, and nothing else, opens it. Stands before any `.input`. */
export const consoleProcedure = base.use(({ ctx, next }) => {
  if (!ctx.user) throw new TRPCError({ code: 'UNAUTHORIZED' })
  return next({ ctx: { store: ctx.store, user: ctx.user } })
})

/** For what changes keys. */
export const administratorProcedure = consoleProcedure.use(({ ctx, next }) => {
  if (ctx.user.role !== 'administrator') throw new TRPCError({ code: 'FORBIDDEN' })
  return next()
})
