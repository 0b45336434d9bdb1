import type { IncomingMessage } from 'node:http'

/** One request as its first line and headers tell it. */
export interface Call {
  method: string
  path: string
  /** `null` when this is no generate call. */
  model: string | null
  format: AnswerFormat
  key: string | null
  keyInQuery: boolean
}

/** `single`: one object. `array`: streamed as a JSON array. `sse`: streamed as events. */
export type AnswerFormat = 'single' | 'array' | 'sse'

const generatePath = /^\/v1beta\/models\/([^/:]+):(generateContent|streamGenerateContent)$/

/** Reads what a request asks for, before its body. */
export function readCall(request: IncomingMessage): Call {
  // Split by hand: `new URL` throws on some targets that a socket can carry.
  const [path = '/', query = ''] = (request.url ?? '/').split('?', 2)
  const method = request.method ?? 'GET'
  const search = new URLSearchParams(query)
  const match = method === 'POST' ? generatePath.exec(path) : null
  const header = request.headers['x-goog-api-key']
  return {
    method,
    path,
    model: match?.[1] ?? null,
    format: formatOf(match?.[2], search.get('alt')),
    key: (Array.isArray(header) ? header[0] : header) || null,
    keyInQuery: search.has('key'),
  }
}

function formatOf(verb: string | undefined, alt: string | null): AnswerFormat {
  if (verb !== 'streamGenerateContent') return 'single'
  return alt === 'sse' ? 'sse' : 'array'
}
