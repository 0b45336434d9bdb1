import type { Readiness } from './readiness'

const headers = { 'Cache-Control': 'no-store' }

/** How soon to ask one again that is not ready, in seconds. */
const RETRY_AFTER = '2'

/** 200: the process runs. */
export function liveAnswer(): Response {
  return Response.json({ status: 'live' }, { headers })
}

/** 200 or 503, and the state of each check by name. */
export function readyAnswer({ isReady, isDraining, checks }: Readiness): Response {
  const status = isDraining ? 'draining' : isReady ? 'ready' : 'not ready'
  if (isReady) return Response.json({ status, checks }, { headers })
  const refusal = { ...headers, 'Retry-After': RETRY_AFTER }
  return Response.json({ status, checks }, { status: 503, headers: refusal })
}
