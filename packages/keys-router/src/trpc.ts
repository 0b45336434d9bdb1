import { KeysError } from '@itqan/keys-contract'
import { initTRPC, TRPCError } from '@trpc/server'
import type { KeyStore } from './ports'
import { errorIdOf, publicMessage, toTRPCError } from './public-error'
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

/** What a request is made of, once its credentials were looked at. */
export interface Context {
  store: KeyStore
  caller: Caller | null
  user: ConsoleUser | null
}

const t = initTRPC.context<Context>().create({
  transformer,
  isDev: false,
  errorFormatter: ({ shape, error }) => ({
    ...shape,
    message: publicMessage(error),
    data: {
      code: shape.data.code,
      httpStatus: shape.data.httpStatus,
      reason: KeysError.isInstance(error.cause) ? error.cause.code : null,
      errorId: error.code === 'INTERNAL_SERVER_ERROR' ? errorIdOf(error) : null,
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
  return next({ ctx: { store: ctx.store, caller: ctx.caller } })
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
