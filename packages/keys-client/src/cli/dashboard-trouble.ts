import { isRecord } from '../outcome/guards'

/** Why no answer of the dashboard came. */
export type DashboardTrouble =
  | { kind: 'status'; status: number }
  /** Of the system, such as ECONNREFUSED. */
  | { kind: 'code'; code: string }
  | { kind: 'timeout' | 'redirect' | 'bad_port' | 'no_database' | 'not_dashboard' }

/** Nobody wraps an error deeper. */
const MAX_DEPTH = 6

/** What the causes of an error say, without a word of its texts: those name what was sent. */
export function troubleOf(error: unknown): DashboardTrouble {
  let cause: unknown = error
  for (let depth = 0; depth < MAX_DEPTH && cause instanceof Error; depth += 1) {
    const trouble = readTrouble(cause)
    if (trouble) return trouble
    cause = cause.cause
  }
  return { kind: 'not_dashboard' }
}

function readTrouble(error: Error): DashboardTrouble | null {
  if (error.name === 'TimeoutError') return { kind: 'timeout' }
  if (error.message === 'unexpected redirect') return { kind: 'redirect' }
  // Of those that `fetch` uses for nothing.
  if (error.message === 'bad port') return { kind: 'bad_port' }
  if (reasonOf(error) === 'store_unavailable') return { kind: 'no_database' }
  const status = statusOf(error)
  if (status !== null && status >= 400) return { kind: 'status', status }
  const code: unknown = Reflect.get(error, 'code')
  // undici's and the system's; those of the client and of tRPC are in lower case or numbers.
  if (typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code)) return { kind: 'code', code }
  return null
}

/** As the router gives it. */
function reasonOf(error: Error): unknown {
  const data: unknown = Reflect.get(error, 'data')
  return isRecord(data) ? data['reason'] : null
}

/** As `LinkError` has it, or the response that tRPC keeps. */
function statusOf(error: Error): number | null {
  const status: unknown = Reflect.get(error, 'statusCode')
  if (typeof status === 'number') return status
  const meta: unknown = Reflect.get(error, 'meta')
  const response = isRecord(meta) ? meta['response'] : null
  return response instanceof Response ? response.status : null
}
