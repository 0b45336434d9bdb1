import {
  KeysError,
  type KeysErrorCode,
  keyIdSchema,
  PING_INTERVAL_MS,
  type SecretScope,
} from '@itqan/keys-contract'
import { initTRPC, TRPCError } from '@trpc/server'
import { z } from 'zod'
import type { Streams } from './http/streams'
import type { AuditAction, AuditSink, ChangeFeed, KeyStore, Origin } from './ports'
import { errorIdOf, isOurs, publicMessage, toTRPCError } from './public-error'
import { recordLater } from './record'
import { outOfScope } from './scope'
import { transformer } from './transformer'

/** An app that presented an accepted secret. `app` is `null` when its secret has no name. */
export interface Caller {
  app: string | null
  scope: SecretScope
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
  streams: Streams
  audit: AuditSink
  origin: Origin
  caller: Caller | null
  user: null
}

/** What a page's request is made of, once its session was looked at. `null` for a visitor. */
interface PageContext {
  store: KeyStore
  audit: AuditSink
  origin: Origin
  caller: null
  user: ConsoleUser | null
}

export type Context = AppContext | PageContext

/** What a procedure is called in the audit. Without a name it is not written down. */
export interface Meta {
  audit?: AuditAction
}

const t = initTRPC
  .context<Context>()
  .meta<Meta>()
  .create({
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

/** A key that somebody took for an id is longer, and stays out of the audit. */
const namedKeySchema = z.object({ keyId: z.uuid().or(keyIdSchema.max(30)) })

/** What the store writes down itself, where it finds out. */
const told: ReadonlySet<KeysErrorCode> = new Set(['key_not_found', 'duplicate_key'])

/** What came to nothing is written down here; what was done, where it is done. */
const recorded = t.procedure.use(async ({ ctx, meta, next, getRawInput }) => {
  const result = await next()
  const isStranger = !ctx.caller && !ctx.user
  if (result.ok || isStranger || !meta?.audit) return result
  const { cause } = result.error
  if (KeysError.isInstance(cause) && told.has(cause.code)) return result
  const named = namedKeySchema.safeParse(await getRawInput().catch(() => null))
  recordLater(ctx, {
    action: meta.audit,
    outcome: result.error.code === 'FORBIDDEN' ? 'refused' : 'failed',
    keyIds: named.success ? [named.data.keyId] : [],
    detail: KeysError.isInstance(cause) ? cause.code : result.error.code,
  })
  return result
})

/** Inside what records, so that it sees the code that the caller is told. */
const base = recorded.use(async ({ next }) => {
  const result = await next()
  if (!result.ok && KeysError.isInstance(result.error.cause)) throw toTRPCError(result.error.cause)
  return result
})

/**
 * For apps: any accepted secret, and nothing else, opens it. Stands before any `.input`. What it does
 * must keep to `restriction`.
 */
export const reportingProcedure = base.use(({ ctx, next }) => {
  if (!ctx.caller) throw new TRPCError({ code: 'UNAUTHORIZED' })
  const { feed, streams, caller } = ctx
  const { provider } = caller.scope
  return next({ ctx: { feed, streams, caller, restriction: { provider } } })
})

/** The same for what more than reports is: a secret for reports alone is refused. */
export const readingProcedure = reportingProcedure.use(({ ctx, next }) => {
  if (!ctx.caller.scope.canRead) throw outOfScope('This secret may report uses, and nothing else')
  return next()
})

/** The same for what stays open: each caller has so many streams, and no more. */
export const streamingProcedure = readingProcedure.use(async ({ ctx, next, signal }) => {
  const onLeave = ctx.streams.open(ctx.caller.app ?? '')
  // A stream that is hung up on before its first event was never begun: nothing in it would end.
  if (signal?.aborted) onLeave()
  signal?.addEventListener('abort', onLeave, { once: true })
  const result = await next({ ctx: { onLeave } })
  if (!result.ok) onLeave()
  return result
})

/** For people: a session, and nothing else, opens it. Stands before any `.input`. */
export const consoleProcedure = base.use(({ ctx, next }) => {
  if (!ctx.user) throw new TRPCError({ code: 'UNAUTHORIZED' })
  return next({ ctx: { user: ctx.user } })
})

/** For what changes keys. */
export const administratorProcedure = consoleProcedure.use(({ ctx, next }) => {
  if (ctx.user.role !== 'administrator') throw new TRPCError({ code: 'FORBIDDEN' })
  return next()
})
