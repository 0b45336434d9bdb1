import { type WatchEvent, watchEventSchema } from '@itqan/keys-contract'
import superjson, { type SuperJSONResult } from 'superjson'
import { SECRET } from './serve-internal-api'

/** One message of an event stream. */
interface Message {
  event: string | null
  data: string
}

/** An open `watch` stream, read as a client in any language reads it. */
export interface Watch {
  response: Response
  /** The next message as it came; `null` at the end. */
  message(): Promise<Message | null>
  /** The next change, past pings; throws when the stream fails or ends. */
  next(): Promise<WatchEvent>
  /** Hangs up. */
  leave(): void
}

export function watchUrl(url: string, since?: number): string {
  const input = encodeURIComponent(superjson.stringify(since === undefined ? {} : { since }))
  return `${url}/api/internal/trpc/watch?input=${input}`
}

export async function openWatch(
  url: string,
  { since, secret = SECRET }: { since?: number; secret?: string } = {},
): Promise<Watch> {
  const controller = new AbortController()
  const response = await fetch(watchUrl(url, since), {
    headers: { authorization: `Bearer ${secret}`, accept: 'text/event-stream' },
    signal: controller.signal,
  })
  const messages = messagesOf(response)
  const message = async () => (await messages.next()).value ?? null
  return {
    response,
    message,
    async next() {
      for (let told = await message(); told; told = await message()) {
        if (told.event === null) return toEvent(told.data)
        if (told.event !== 'connected' && told.event !== 'ping') throw new Error(told.event)
      }
      throw new Error('the stream ended')
    },
    leave: () => controller.abort(),
  }
}

function toEvent(data: string): WatchEvent {
  return watchEventSchema.strict().parse(superjson.deserialize(JSON.parse(data) as SuperJSONResult))
}

async function* messagesOf({ body }: Response): AsyncGenerator<Message, null> {
  const chunks: AsyncIterable<Uint8Array> | null = body
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of chunks ?? []) {
    text += decoder.decode(chunk, { stream: true })
    const blocks = text.split('\n\n')
    text = blocks.pop() ?? ''
    for (const block of blocks.filter((part) => part.trim())) yield toMessage(block)
  }
  return null
}

function toMessage(block: string): Message {
  const field = (name: string) =>
    block
      .split('\n')
      .find((line) => line.startsWith(`${name}: `))
      ?.slice(name.length + 2)
  return { event: field('event') ?? null, data: field('data') ?? '' }
}
