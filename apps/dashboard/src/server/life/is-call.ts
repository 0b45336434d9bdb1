import type { ServerResponse } from 'node:http'

/** A stream ends wherever it is cut, and its reader opens another: nobody waits for its end. */
export function isCall(response: Pick<ServerResponse, 'getHeader'>): boolean {
  return !String(response.getHeader('content-type') ?? '').startsWith('text/event-stream')
}
