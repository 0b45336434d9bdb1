import { errorIn } from './error-body'
import type { ProviderFailure } from './failure'
import { textOf } from './guards'
import { parseBody, plainHeaders } from './safe'

/** No provider's error is longer; a page of a proxy may be. */
const MAX_BODY_BYTES = 64 * 1024

/**
 * Reads a refused `Response` and leaves its body to the caller: a copy is read, up to 64 KB of it.
 * Never rejects: of a body that breaks off, what came is read.
 */
export async function readResponse(response: Response): Promise<ProviderFailure> {
  const { status } = response
  const headers = plainHeaders(response.headers)
  const body = parseBody(await textOfCopy(response))
  const message = textOf(errorIn(body)['message']) || `status ${status}`
  // Status 0 is what `Response.error()` has: there was no answer.
  return status === 0
    ? { kind: 'network', status: null, headers, body, message }
    : { kind: 'response', status, headers, body, message }
}

async function textOfCopy(response: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  try {
    const copy: ReadableStream<Uint8Array> | null = response.clone().body
    const reader = copy?.getReader()
    let left = MAX_BODY_BYTES
    while (reader && left > 0) {
      const { done, value } = await reader.read()
      if (done) break
      text += decoder.decode(value.subarray(0, left), { stream: true })
      left -= value.byteLength
    }
    // Of two copies, the cancelling of one ends only with the other: nobody can wait for it.
    if (left <= 0) void reader?.cancel().catch(() => {})
  } catch {
    // Already read by the caller, or broken off: what came is enough.
  }
  return text
}
