import {
  KeysError,
  type KeysErrorCode,
  keyIdSchema,
  MAX_KEYS_AT_ONCE,
  PING_INTERVAL_MS,
  type Role,
  roles,
  type SecretScope,
} from '@itqan/keys-contract'
import { initTRPC, TRPCError } from '@trpc/server'
import { z } from 'zod'
import type { Streams } from './http/streams'
import type {
  AuditAction,
  AuditSink,
  ChangeFeed,
  ConsolePorts,
  KeyStore,
  Origin,
  Trace,
} from './ports'
import { errorIdOf, isOurs, publicMessage, toTRPCError } from './public-error'
import { recordLater } from './record'
import { outOfScope } from './scope'
import { observeProcedure } from './telemetry/observe-procedure'
import { transformer } from './transformer'

/** An app that presented an accepted secret. `app` is `null` when its secret has no name. */
export interface Caller {
  app: string | null
  scope: SecretScope
  /** Which of the app's secrets it was: the first digits of its digest. */
  fingerprint: string
}

/** A person with a session in the dashboard. */
export interface ConsoleUser {
  id: string
  /** A role that nobody knows may do nothing. */
  role: string
  /** The session's id. */
  sessionId: string
  /** When the password was last given in this session. */
  passwordAt: Date | null
}

/** What an app's request is made of, once its secret was looked at. `null` for a stranger. */
export interface AppContext {
  store: KeyStore
  feed: ChangeFeed
  streams: Pick<Streams, 'open'>
  audit: AuditSink
  origin: Origin
  trace: Trace
  caller: Caller | null
  user: null
}

/** What a page's request is made of, once its session was looked at. `null` for a visitor. */
interface PageContext extends ConsolePorts {
  origin: Origin
  caller: null
  user: ConsoleUser | null
  /** Who asks by now: a stream outlives many a session. */
  readUser(): Promise<ConsoleUser | null>
  /**
   * Counts one more stream of this person. @returns what ends it.
   *
   * @throws TooManyRequests
   */
  openStream(): () => void
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
        keyId: KeysError.isInstance(error.cause) ? error.cause.keyId : null,
        errorId: isOurs(error) ? errorIdOf(error) : null,
      },
    }),
  })

export const router = t.router

/** A key that somebody took for an id is longer, and stays out of the audit. */
const auditedIdSchema = z.uuid().or(keyIdSchema.max(30))
const namedKeySchema = z
  .object({ keyId: auditedIdSchema })
  .transform(({ keyId }) => [keyId])
  .or(
    z
      .object({ keyIds: z.array(auditedIdSchema).max(MAX_KEYS_AT_ONCE) })
      .transform(({ keyIds }) => keyIds),
  )

/** What the store writes down itself, where it finds out. */
const told: ReadonlySet<KeysErrorCode> = new Set(['key_not_found', 'duplicate_key'])

/** Save where it undoes all it wrote, or has nothing to write to. */
const untold: ReadonlySet<AuditAction> = new Set(['key.update', 'key.undoRemove', 'key.test'])

/** What a person may not do, or not so often: nothing was tried. */
const refusals: ReadonlySet<TRPCError['code']> = new Set(['FORBIDDEN', 'TOO_MANY_REQUESTS'])

/** Outside of all others, so that it sees what the caller is told. */
const observed = t.procedure.use(({ ctx, path, next }) =>
  observeProcedure(
    { path, caller: ctx.caller, service: 'store' in ctx ? 'keys' : 'console' },
    next,
  ),
)

/** What came to nothing is written down here; what was done, where it is done. */
const recorded = observed.use(async ({ ctx, meta, next, getRawInput }) => {
  const result = await next()
  const isStranger = !ctx.caller && !ctx.user
  if (result.ok || isStranger || !meta?.audit) return result
  const { cause } = result.error
  const isTold = KeysError.isInstance(cause) && told.has(cause.code) && !untold.has(meta.audit)
  if (isTold) return result
  const named = namedKeySchema.safeParse(await getRawInput().catch(() => null))
  recordLater(ctx, {
    action: meta.audit,
    outcome: refusals.has(result.error.code) ? 'refused' : 'failed',
    keyIds: named.success ? named.data : [],
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
  const { store, feed, streams, trace, caller } = ctx
  const { provider } = caller.scope
  return next({ ctx: { store, feed, streams, trace, caller, restriction: { provider } } })
})

/** The same for what more than reports is: a secret for reports alone is refused. */
export const readingProcedure = reportingProcedure.use(({ ctx, next }) => {
  if (!ctx.caller.scope.canRead) throw outOfScope('This secret may report uses, and nothing else')
  return next()
})

/** The same for what stays open: each caller has so many streams, and no more. */
export const streamingProcedure = readingProcedure.use(({ ctx, next, signal }) =>
  untilLeft(ctx.streams.open(ctx.caller), signal, (onLeave) => next({ ctx: { onLeave } })),
)

async function untilLeft<T extends { ok: boolean }>(
  onLeave: () => void,
  signal: AbortSignal | undefined,
  begin: (onLeave: () => void) => Promise<T>,
): Promise<T> {
  // A stream that is hung up on before its first event was never begun: nothing in it would end.
  if (signal?.aborted) onLeave()
  signal?.addEventListener('abort', onLeave, { once: true })
  const result = await begin(onLeave)
  if (!result.ok) onLeave()
  return result
}

/** For people: a session of one of these roles, and nothing else, opens it. Stands before any `.input`. */
function procedureFor(roles: readonly Role[]) {
  return base.use(({ ctx, next }) => {
    if (!ctx.user) throw new TRPCError({ code: 'UNAUTHORIZED' })
    const role = roles.find((one) => one === ctx.user?.role)
    if (!role) throw new TRPCError({ code: 'FORBIDDEN' })
    return next({ ctx: { ...ctx, user: { ...ctx.user, role } } })
  })
}

/** For what is only looked at. Shows no key. */
export const viewerProcedure = procedureFor(roles)

/** For a page that stays open. Here, and not in the stream: one that has begun is told no status. */
export const watchingProcedure = viewerProcedure.use(({ ctx, next, signal }) =>
  untilLeft(ctx.openStream(), signal, (onLeave) => next({ ctx: { onLeave } })),
)

/** For what changes keys. Shows none. */
export const operatorProcedure = procedureFor(['administrator', 'operator'])

/** For what shows a key, and for people. */
export const administratorProcedure = procedureFor(['administrator'])
