import { randomUUID } from 'node:crypto'
import { KeysError, keyIdSchema } from '@itqan/keys-contract'
import { getTRPCErrorFromUnknown, TRPCError } from '@trpc/server'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import { z } from 'zod'
import { logInternal } from '../log-internal'
import type { Log } from '../ports'
import { errorIdOf, isOurs, publicMessage, toTRPCError } from '../public-error'
import { keysRouter } from '../routers/keys-router'
import type { Context } from '../trpc'
import { found } from '../verbs/found'
import type { Asked } from './asked'
import { readCappedBody } from './body'
import { type TimeLimits, withinTime } from './deadline'
import { headersOf } from './too-many-requests'

interface RestOptions extends TimeLimits {
  asked: Asked
  /** Who asks. Throws for whoever is not let in, before anything of the request is read. */
  context: () => Promise<Context>
  log: Log
}

type Caller = ReturnType<typeof keysRouter.createCaller>

/** The same procedures in the guide's own shapes, for curl and for other languages. */
export async function serveRest(options: RestOptions): Promise<Response> {
  const { asked, log, timeoutMs } = options
  try {
    return await withinTime(() => serve(options), timeoutMs)
  } catch (cause) {
    const error = asTRPCError(cause)
    logInternal({ log, error, path: `rest.${asked.method}` })
    const body = {
      error: publicMessage(error),
      ...(isOurs(error) ? { errorId: errorIdOf(error) } : {}),
    }
    return answer(getHTTPStatusCodeFromError(error), body, headersOf(error))
  }
}

async function serve({ asked, context, bodyTimeoutMs }: RestOptions): Promise<Response> {
  const api = keysRouter.createCaller(await context())
  const request = asked.request()
  const readBody = () => readJson(request, bodyTimeoutMs)
  switch (request.method) {
    case 'GET':
      return answer(200, await getKeys(api, new URL(request.url)))
    case 'POST':
      return answer(200, await postReport(api, await readBody()))
    case 'PATCH':
      return answer(200, await patchReset(api, await readBody()))
    default:
      return answer(405, { error: 'Method not supported' }, { Allow: 'GET, POST, PATCH' })
  }
}

async function getKeys(api: Caller, url: URL) {
  // The guide takes an empty provider for "all of them".
  const provider = url.searchParams.get('provider')?.trim()
  const { keys } = await api.list(provider ? { provider } : {})
  return keys.map(({ id, provider, name, key, usageCount, errorCount }) => ({
    id,
    provider,
    name,
    key,
    usageCount,
    errorCount,
  }))
}

const postSchema = z.object({
  keyId: keyIdSchema,
  success: z.boolean().optional(),
  // The guide's callers send whatever they caught.
  error: z.unknown().optional(),
})

async function postReport(api: Caller, body: unknown) {
  const { keyId, success, error } = readInput(postSchema, body)
  const lastError = errorText(error)
  const failed = success === false || lastError !== null
  const { unknownKeyIds } = await api.report({
    batchId: randomUUID(),
    entries: [
      {
        keyId,
        outcome: failed ? 'error' : 'ok',
        count: 1,
        lastUsedAt: new Date(),
        ...(lastError === null ? {} : { lastError }),
      },
    ],
  })
  found(unknownKeyIds.length === 0)
  return { success: true }
}

async function patchReset(api: Caller, body: unknown) {
  await api.resetErrors(readInput(z.object({ keyId: keyIdSchema }), body))
  return { success: true }
}

function readInput<T>(schema: z.ZodType<T>, body: unknown): T {
  const read = schema.safeParse(body)
  // Only here: a schema that fails elsewhere is no fault of the caller.
  if (!read.success) throw new TRPCError({ code: 'BAD_REQUEST', cause: read.error })
  return read.data
}

/** A failure as text: a message if it has one. `null`, `false` and `''` are no error, as in the guide. */
function errorText(error: unknown): string | null {
  if (!error) return null
  if (typeof error === 'string') return error
  const message = typeof error === 'object' && 'message' in error ? error.message : null
  return typeof message === 'string' && message ? message : toJson(error)
}

function toJson(value: unknown): string {
  try {
    return JSON.stringify(value)
  } catch {
    return 'An error nested too deeply to be written down'
  }
}

async function readJson(request: Request, timeoutMs?: number): Promise<unknown> {
  const body = await readCappedBody(request, timeoutMs)
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch (cause) {
    throw new TRPCError({ code: 'BAD_REQUEST', cause })
  }
}

function asTRPCError(cause: unknown): TRPCError {
  if (KeysError.isInstance(cause)) return toTRPCError(cause)
  return getTRPCErrorFromUnknown(cause)
}

function answer(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers: { 'Cache-Control': 'no-store', ...headers } })
}
