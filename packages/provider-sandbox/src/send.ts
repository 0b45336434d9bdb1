import type { ServerResponse } from 'node:http'
import { contentTypeOf, type FrameOptions, framePieces } from './framing'
import type { AnswerFormat, ErrorAnswer } from './protocol'

/** Waits, and rejects at once when the signal fires. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>

export interface SendOptions {
  response: ServerResponse
  format: AnswerFormat
  headers: Record<string, string>
  /** Told the status when the first byte leaves. */
  answered(status: number): void
}

interface AnswerOptions extends SendOptions, FrameOptions {
  delayMs: number
  chunkDelayMs: number
  sleep: Sleep
}

/** Sends a refusal in its provider's shape. */
export function sendError(options: SendOptions & { error: ErrorAnswer }): void {
  const { response, format, headers, answered, error } = options
  // Google wraps an error in an array where it would have streamed one.
  const body = JSON.stringify(format === 'array' ? [error.body] : error.body)
  answered(error.status)
  response.writeHead(error.status, {
    'Content-Type': contentTypeOf('single'),
    ...headers,
    ...error.headers,
  })
  response.end(body)
}

/** Sends an answer piece by piece, until it is whole, is to be cut, or the caller has left. */
export async function sendAnswer(options: AnswerOptions): Promise<void> {
  const { response, format, headers, ending, delayMs, chunkDelayMs, sleep, answered } = options
  const { signal, pause } = pauses(response, sleep)
  await pause(delayMs)
  if (signal.aborted) return
  answered(200)
  response.writeHead(200, { 'Content-Type': contentTypeOf(format), ...headers })
  for (const [index, piece] of framePieces(options).entries()) {
    if (index > 0) await pause(chunkDelayMs)
    if (signal.aborted) return
    await write(response, piece)
  }
  if (ending === 'cut') response.destroy()
  else response.end()
}

/** Pauses that end when the caller leaves. */
function pauses(response: ServerResponse, sleep: Sleep) {
  const gone = new AbortController()
  const { signal } = gone
  response.once('close', () => gone.abort())
  const pause = async (ms: number) => {
    if (ms <= 0 || signal.aborted) return
    try {
      await sleep(ms, signal)
    } catch (error) {
      if (!signal.aborted) throw error
    }
  }
  return { signal, pause }
}

/** Resolves once the piece is with the kernel: what a cut sent before must arrive. */
function write(response: ServerResponse, piece: string): Promise<void> {
  return new Promise((resolve) => {
    response.write(piece, () => resolve())
  })
}
