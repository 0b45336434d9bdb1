import type { IncomingMessage } from 'node:http'

/** One request as its first line and headers tell it. */
export interface Call {
  method: string
  /** Without its query. */
  path: string
  search: URLSearchParams
  /** The value of a header, named in lower case; `null` without one. */
  header(name: string): string | null
}

/** Reads a request before its body. */
export function readCall(request: IncomingMessage): Call {
  // Split by hand: `new URL` throws on some targets that a socket can carry.
  const [path = '/', query = ''] = (request.url ?? '/').split('?', 2)
  return {
    method: request.method ?? 'GET',
    path,
    search: new URLSearchParams(query),
    header(name) {
      const value = request.headers[name]
      return (Array.isArray(value) ? value[0] : value) || null
    },
  }
}

/** The token of `Authorization: Bearer`; `null` without one. */
export function bearerOf(call: Call): string | null {
  return /^Bearer\s+(\S+)$/i.exec(call.header('authorization') ?? '')?.[1] ?? null
}
