import type { IncomingMessage, ServerResponse } from 'node:http'
import { createURL } from '@trpc/server/adapters/node-http'
import type { Asked } from '../http/asked'

/**
 * What a request of Node's server asks. Unlike tRPC's own conversion it reads nothing of a body until
 * somebody wants it, and leaves what nobody wants where it is: so a refusal can still be sent.
 */
export function askedOf(request: IncomingMessage, response: ServerResponse): Asked {
  const { method = 'GET', url: target = '/', headers } = request
  let leaving: AbortController | undefined
  const signal = () => {
    leaving ??= abortedBy(response)
    return leaving.signal
  }
  return {
    method,
    target,
    headers: { get: (name) => textOf(headers[name]) },
    request: () =>
      new Request(createURL(request), {
        method,
        headers: headersOf(request),
        signal: signal(),
        ...(hasBody(method) && { body: bodyOf(request), duplex: 'half' }),
      }),
    signal,
  }
}

/** The answer's end closes it as well: nobody listens by then. */
function abortedBy(response: ServerResponse): AbortController {
  const leaving = new AbortController()
  if (response.closed) leaving.abort()
  else response.once('close', () => leaving.abort())
  return leaving
}

const hasBody = (method: string) => method !== 'GET' && method !== 'HEAD'

/** Reads a part of it when that is asked for, and nothing ahead. */
function bodyOf(request: IncomingMessage): ReadableStream<Uint8Array> {
  const parts = request.iterator({ destroyOnReturn: false })
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = (await parts.next()) as IteratorResult<Uint8Array, undefined>
        if (done) controller.close()
        else controller.enqueue(value)
      },
    },
    { highWaterMark: 0 },
  )
}

const textOf = (value: string | string[] | undefined): string | null =>
  Array.isArray(value) ? value.join(', ') : (value ?? null)

function headersOf({ headers }: IncomingMessage): Headers {
  const all = new Headers()
  for (const [name, value] of Object.entries(headers)) {
    for (const one of Array.isArray(value) ? value : [value ?? '']) all.append(name, one)
  }
  return all
}
