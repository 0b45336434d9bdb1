import { createParser, type EventSourceMessage } from 'eventsource-parser'
import { isRecord } from '../outcome/guards'
import { parseBody } from '../outcome/safe'
import { redact } from '../redact'

/** What was seen so far of a stream of server-sent events. */
export interface EventWatch {
  readonly events: number
  /** An event brought something of the answer itself. */
  readonly hasContent: boolean
  /** The body of the first error among the events, without the key; `null` without one. */
  readonly error: unknown
  /** Takes the next bytes; without any, the stream is at its end. */
  read(chunk: Uint8Array | undefined): void
}

/** They come before a model has begun, and say nothing of whether it will. */
const PREFACES: ReadonlySet<unknown> = new Set([
  'ping',
  'message_start',
  'response.created',
  'response.queued',
  'response.in_progress',
])

export function createEventWatch(key: string): EventWatch {
  const decoder = new TextDecoder()
  let events = 0
  let hasContent = false
  let error: unknown = null
  const parser = createParser({
    onEvent(event) {
      events += 1
      error ??= errorIn(event, key)
      hasContent ||= error === null && isContent(event)
    },
  })
  return {
    get events() {
      return events
    },
    get hasContent() {
      return hasContent
    },
    get error() {
      return error
    },
    read(chunk) {
      parser.feed(decoder.decode(chunk, { stream: chunk !== undefined }))
      // What a last event lacks is often no more than its empty line.
      if (!chunk) parser.feed('\n\n')
    },
  }
}

function isContent({ event, data }: EventSourceMessage): boolean {
  if (data.trim() === '' || data === '[DONE]') return false
  if (event !== undefined) return !PREFACES.has(event)
  const body = parseBody(data)
  return !(isRecord(body) && PREFACES.has(body['type']))
}

function errorIn({ event, data }: EventSourceMessage, key: string): unknown {
  // Most events are not worth the parsing.
  if (event !== 'error' && !data.includes('"error"')) return null
  const body = parseBody(redact(data, key))
  return event === 'error' || tellsOfError(body) ? body : null
}

/** On the outside only: an answer may well be about errors. */
function tellsOfError(body: unknown): boolean {
  if (!isRecord(body)) return false
  const { error, type, object, response } = body
  if (isRecord(error) || (typeof error === 'string' && error !== '')) return true
  if (type === 'error' || object === 'error') return true
  return isRecord(response) && isRecord(response['error'])
}
