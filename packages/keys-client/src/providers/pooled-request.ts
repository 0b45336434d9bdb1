import { isRecord } from '../outcome/guards'
import { parseBody } from '../outcome/safe'
import { withKeyHeader, withoutKeyParameter } from './place-key'

export type FetchInput = Parameters<typeof fetch>[0]

type Body = RequestInit['body']

/** One request of an SDK, to be sent with one key after another. */
export interface PooledRequest {
  url: string
  /** Which model is asked; `null` where the request does not say. */
  model: string | null
  /** The caller's own. */
  signal: AbortSignal | null
  /** A stream can be sent only once. */
  isReplayable: boolean
  initFor(options: { provider: string; key: string; signal: AbortSignal }): RequestInit
}

/** Takes a request as `fetch` does. The body of a `Request` is read into memory. */
export async function readRequest(
  input: FetchInput,
  init: RequestInit = {},
): Promise<PooledRequest> {
  const given = input instanceof Request ? input : null
  const url = withoutKeyParameter(given ? given.url : String(input))
  const body = init.body ?? (await bytesOf(given))
  const headers = new Headers(init.headers ?? given?.headers)
  return {
    url,
    model: modelInUrl(url) ?? modelInBody(body),
    signal: (init.signal === undefined ? given?.signal : init.signal) ?? null,
    isReplayable: isReplayable(body),
    initFor: ({ provider, key, signal }) => ({
      ...(given && settingsOf(given)),
      ...init,
      body,
      headers: withKeyHeader(headers, provider, key),
      signal,
    }),
  }
}

async function bytesOf(given: Request | null): Promise<Uint8Array<ArrayBuffer> | null> {
  return given?.body ? new Uint8Array(await given.arrayBuffer()) : null
}

/** A `Request` has them where a spread does not see them. */
function settingsOf({ method, redirect, credentials, cache, integrity, keepalive }: Request) {
  return { method, redirect, credentials, cache, integrity, keepalive }
}

function isReplayable(body: Body): boolean {
  if (body === null || body === undefined || typeof body === 'string') return true
  return (
    isBytes(body) ||
    body instanceof URLSearchParams ||
    body instanceof FormData ||
    body instanceof Blob
  )
}

function isBytes(body: unknown): body is ArrayBuffer | ArrayBufferView {
  return body instanceof ArrayBuffer || ArrayBuffer.isView(body)
}

/** Gemini's way: `/v1beta/models/{model}:generateContent`. */
function modelInUrl(url: string): string | null {
  const name = /\/models\/([^/:?#]+):/.exec(url)?.[1]
  if (name === undefined) return null
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

function modelInBody(body: Body): string | null {
  const model = body instanceof FormData ? body.get('model') : modelInJson(textOf(body))
  return typeof model === 'string' && model !== '' ? model : null
}

function textOf(body: Body): string {
  if (typeof body === 'string') return body
  return isBytes(body) ? new TextDecoder().decode(body) : ''
}

function modelInJson(text: string): unknown {
  const parsed = /^\s*\{/.test(text) ? parseBody(text) : null
  return isRecord(parsed) ? parsed['model'] : null
}
