import { randomUUID } from 'node:crypto'
import {
  type AddressOf,
  type AuditReader,
  type AuditSink,
  type ConsoleUser,
  isCrossSite,
  type Log,
  originOf,
} from '@itqan/keys-router'
import { filterOf, filterParamNames, paramsOf } from '../../lib/audit/filter-params'
import { streamOf } from './stream-of'
import { NoLongerAllowed, whileAllowed } from './while-allowed'

interface ExportHandlerOptions {
  reader: Pick<AuditReader, 'exportLines'>
  audit: AuditSink
  log: Log
  /** Where the pages are served from, such as `https://keys.example`. */
  origins: readonly string[]
  addressOf: AddressOf
  getUser(headers: Headers): Promise<ConsoleUser | null>
  /** The same, without keeping the session alive: asked again and again while an export goes on. */
  lookForUser(headers: Headers): Promise<ConsoleUser | null>
}

/** Each holds a connection to the database until its reader has all of it. */
const MAX_AT_ONCE = 2

/** Takes the whole record out of the house: what a viewer needs no copy of. */
const mayExport: ReadonlySet<string> = new Set(['administrator', 'operator'])

/**
 * Builds the fetch handler of `/api/audit/export`: the audit as NDJSON, as it comes. Whose session ends
 * meanwhile is told no more: the answer breaks off, and no reader takes it for whole. Never rejects.
 */
export function createExportHandler(
  options: ExportHandlerOptions,
): (request: Request) => Promise<Response> {
  let running = 0

  async function answer(request: Request): Promise<Response> {
    if (request.method !== 'GET') return refuse(405, 'Method not allowed')
    if (isCrossSite(request, options.origins)) return refuse(403, 'Forbidden')
    const user = await options.getUser(request.headers)
    if (!user) return refuse(401, 'Unauthorized')
    const params = paramsOf(new URL(request.url).searchParams)
    // What was typed is no business of the record: it may be anything.
    const named = filterParamNames.filter((name) => params[name]).join(', ')
    const record = (outcome: 'ok' | 'refused', detail = named && `by ${named}`) =>
      recordExport(request, { ...options, user, outcome, detail: detail || null })
    if (!mayExport.has(user.role)) {
      await record('refused')
      return refuse(403, 'Forbidden')
    }
    if (running >= MAX_AT_ONCE)
      return refuse(429, 'Other exports are under way', { 'Retry-After': '30' })
    running += 1
    const onEnd = once(() => void (running -= 1))
    // Whoever hangs up before the first byte neither reads nor cancels.
    request.signal.addEventListener('abort', onEnd, { once: true })
    try {
      // Before its first byte.
      await record('ok')
      if (request.signal.aborted) onEnd()
      const lines = whileAllowed(options.reader.exportLines(filterOf(params)), async () => {
        const reader = await options.lookForUser(request.headers)
        return reader !== null && mayExport.has(reader.role)
      })
      const onError = (cause: unknown) => {
        if (!(cause instanceof NoLongerAllowed)) return void tell(request, cause)
        record('refused', 'broken off').catch((error: unknown) => tell(request, error))
      }
      return download(streamOf(lines, { onEnd, onError }))
    } catch (error) {
      onEnd()
      throw error
    }
  }

  function tell(request: Request, cause: unknown): string {
    const errorId = randomUUID()
    const { pathname } = new URL(request.url)
    options.log.error('Internal error', { errorId, path: pathname, cause })
    return errorId
  }

  return (request) =>
    answer(request).catch((error: unknown) =>
      refuse(503, `The audit cannot be exported now: ${tell(request, error)}`),
    )
}

/** Later calls do nothing. */
function once(act: () => void): () => void {
  let isDone = false
  return () => {
    if (!isDone) act()
    isDone = true
  }
}

interface Recorded extends Pick<ExportHandlerOptions, 'audit' | 'addressOf'> {
  user: ConsoleUser
  outcome: 'ok' | 'refused'
  detail: string | null
}

async function recordExport(request: Request, { audit, addressOf, user, ...deed }: Recorded) {
  const actor = { kind: 'person', name: user.id } as const
  await audit.append({
    ...originOf(request.headers, { actor, addressOf }),
    action: 'audit.export',
    provider: null,
    keyIds: [],
    outcome: deed.outcome,
    detail: deed.detail,
  })
}

function download(body: ReadableStream<Uint8Array>): Response {
  const day = new Date().toISOString().slice(0, 10)
  return new Response(body, {
    headers: {
      'Content-Type': 'application/x-ndjson; charset=utf-8',
      'Content-Disposition': `attachment; filename="audit-${day}.ndjson"`,
      // Compressed on its way, a line would wait in a buffer for the next ones.
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
    },
  })
}

function refuse(status: number, message: string, headers: Record<string, string> = {}): Response {
  return Response.json(
    { message },
    { status, headers: { ...headers, 'Cache-Control': 'no-store' } },
  )
}
