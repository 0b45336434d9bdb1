import { MAX_BODY_BYTES } from './limits'

/** A JSON body, or why it was not read. */
export type BodyReading =
  | { kind: 'json'; value: unknown }
  | { kind: 'too_large' }
  | { kind: 'invalid' }

/** Reads a request's JSON, and stops as soon as it is over the cap. */
export async function readJsonBody(request: Request): Promise<BodyReading> {
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of request.body ?? []) {
      size += chunk.byteLength
      if (size > MAX_BODY_BYTES) return { kind: 'too_large' }
      chunks.push(chunk)
    }
    return { kind: 'json', value: JSON.parse(Buffer.concat(chunks).toString('utf8')) }
  } catch {
    return { kind: 'invalid' }
  }
}
