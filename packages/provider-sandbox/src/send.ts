import type { ServerResponse } from 'node:http'
import type { AnswerFormat } from './call'
import { contentTypeOf, framePieces } from './framing'
import type { GeminiError } from './gemini-error'
import type { Prompt } from './prompt'

/** Waits, and rejects at once when the signal fires. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>

interface SendOptions {
  response: ServerResponse
  format: AnswerFormat
  /** Told the status when the first byte leaves. */
  answered(status: number): void
}

interface AnswerOptions extends SendOptions {
  model: string
  prompt: Prompt
  delayMs: number
  cut: boolean
  chunkDelayMs: number
  sleep: Sleep
}

/** Sends a refusal in Google's shape. */
export function sendError({
  response,
  format,
  answered,
  error,
}: SendOptions & { error: GeminiError }) {
  // Google wraps an error in an array where it would have streamed one.
  const body = JSON.stringify(format === 'array' ? [{ error }] : { error })
  answered(error.code)
  response.writeHead(error.code, { 'Content-Type': 'application/json; charset=utf-8' }).end(body)
}

/** Sends an answer piece by piece, until it is whole, is to be cut, or the caller has left. */
export async function sendAnswer(options: AnswerOptions): Promise<void> {
  const { response, format, delayMs, cut, chunkDelayMs, sleep, answered } = options
  const { signal, pause } = pauses(response, sleep)
  await pause(delayMs)
  if (signal.aborted) return
  const pieces = framePieces(options)
  const sent = cut ? pieces.slice(0, Math.ceil(pieces.length / 3)) : pieces
  answered(200)
  response.writeHead(200, { 'Content-Type': contentTypeOf(format) })
  for (const [index, piece] of sent.entries()) {
    if (index > 0) await pause(chunkDelayMs)
    if (signal.aborted) return
    await write(response, piece)
  }
  if (cut) response.destroy()
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
