import { type ClientRequest, type IncomingMessage, request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { PING_INTERVAL_MS } from '@itqan/keys-contract'
import { createParser } from 'eventsource-parser'
import type { Clock, Timer } from '../clock'
import { LinkError } from './link-error'

/** No byte for so long, pings included, and the connection is given up, in milliseconds. */
const SILENCE_MS = 2 * PING_INTERVAL_MS + 5_000

/** An event longer than this is no event of ours, in characters. */
const MAX_EVENT_LENGTH = 8 * 1024 * 1024

interface EventStreamOptions {
  url: URL
  headers: Record<string, string>
  /** Longest wait for the head of the answer, in milliseconds. */
  timeoutMs: number
  clock: Clock
}

interface EventStreamHandlers {
  /** The data of one event without a name, or with a name that means data. */
  onData(text: string): void
  /** Called once, unless the stream was closed from this side. */
  onEnd(cause: LinkError): void
}

/**
 * Reads one event stream until it ends, and says why it did. A socket of its own: unlike one of
 * `fetch` it does not keep a process alive that has nothing else to do.
 */
export function openEventStream(
  { url, headers, timeoutMs, clock }: EventStreamOptions,
  { onData, onEnd }: EventStreamHandlers,
): { close(): void } {
  const open = url.protocol === 'https:' ? httpsRequest : httpRequest
  let isOver = false
  let silence: Timer | undefined

  function end(cause: LinkError): void {
    if (isOver) return
    isOver = true
    silence?.cancel()
    request.destroy()
    onEnd(cause)
  }

  function listenFor(ms: number): void {
    silence?.cancel()
    silence = clock.after(ms, () => end(new LinkError('timed out')), { background: true })
  }

  const request: ClientRequest = open(url, {
    headers: { ...headers, accept: 'text/event-stream', 'cache-control': 'no-store' },
    agent: false,
  })
  request.on('socket', (socket) => socket.unref())
  request.on('error', (cause: NodeJS.ErrnoException) => end(LinkError.from(cause)))
  request.on('response', (response) => {
    const refusal = refusalOf(response, clock.now())
    if (refusal) return end(refusal)
    response.setEncoding('utf8')
    listenFor(SILENCE_MS)
    const parser = createParser({
      maxBufferSize: MAX_EVENT_LENGTH,
      onEvent({ event, data }) {
        if (event === undefined || event === 'message') onData(data)
        else if (event === 'serialized-error') end(new LinkError('the dashboard failed'))
        else if (event === 'return') end(new LinkError('the dashboard closed the stream'))
      },
      onError(error) {
        if (error.type === 'max-buffer-size-exceeded') end(new LinkError('an endless event'))
      },
    })
    response.on('data', (chunk: string) => {
      if (isOver) return
      listenFor(SILENCE_MS)
      parser.feed(chunk)
    })
    response.on('error', (cause: NodeJS.ErrnoException) => end(LinkError.from(cause)))
    response.on('close', () => end(new LinkError('the connection was closed')))
  })
  listenFor(timeoutMs)
  request.end()

  return {
    close() {
      isOver = true
      silence?.cancel()
      request.destroy()
    },
  }
}

function refusalOf(response: IncomingMessage, now: number): LinkError | null {
  const { statusCode = 0, headers } = response
  const isStream = headers['content-type']?.startsWith('text/event-stream')
  if (statusCode === 200 && isStream) return null
  if (statusCode !== 200) return LinkError.refusal(statusCode, headers, now)
  return new LinkError('not an event stream')
}
