import type { ProviderFailure } from '../outcome/failure'
import { plainHeaders } from '../outcome/safe'
import { redact } from '../redact'
import { retell } from './retell'

/** No provider's error is longer; a page of a proxy may be. */
const MAX_BODY_BYTES = 1024 * 1024

/** An answer with a good status that failed before it had begun: its body holds what there was of it. */
export class RefusedAnswer extends Error implements ProviderFailure {
  readonly kind: ProviderFailure['kind']
  readonly status = null
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
  readonly response: Response

  constructor(response: Response, { error }: { error: unknown }) {
    super(error === null ? 'An event stream without content' : 'An error at the start of a stream')
    this.name = 'RefusedAnswer'
    this.kind = error === null ? 'network' : 'response'
    this.headers = plainHeaders(response.headers)
    this.body = error
    this.response = response
  }
}

/** A failed answer in memory, as it was but for the key, which some providers print in it. */
export async function readRefusal(response: Response, key: string): Promise<Response> {
  const body: ReadableStream<Uint8Array> | null = response.body
  const reader = body?.getReader()
  const chunks: Uint8Array[] = []
  let left = MAX_BODY_BYTES
  try {
    while (reader && left > 0) {
      const { done, value } = await reader.read()
      if (done) break
      chunks.push(value)
      left -= value.byteLength
    }
  } catch {
    // Broken off: the status and what came say enough.
  }
  reader?.cancel().catch(() => {})
  const refusal = retell(response, reader ? withoutKey(chunks, key) : null)
  // The SDKs of OpenAI and Anthropic heed it: the pool has tried again already.
  refusal.headers.set('x-should-retry', 'false')
  return refusal
}

export function withoutKey(chunks: readonly Uint8Array[], key: string): Uint8Array<ArrayBuffer> {
  const bytes = Buffer.concat(chunks)
  if (!bytes.includes(key)) return new Uint8Array(bytes)
  return new TextEncoder().encode(redact(bytes.toString('utf8'), key))
}
