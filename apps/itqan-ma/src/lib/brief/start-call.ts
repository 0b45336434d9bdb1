import { openStream } from './open-stream'
import type { BriefDeps, BriefOrder } from './ports'
import { failure, readStep, type Step } from './read-step'

/** One call to Gemini with one key. */
export interface Call {
  /** The next text, or how the call ended; a silence longer than the limit is a failure. */
  next(limitMs: number): Promise<Step>
  /** The visitor does not read on. */
  leave(): void
  /** Frees the connection. Harmless after the end. */
  close(): void
}

export function startCall(options: {
  order: BriefOrder
  gemini: BriefDeps['gemini']
  apiKey: string
}): Call {
  const visitor = options.order.signal
  const left = new AbortController()
  const closed = new AbortController()
  const signal = AbortSignal.any([visitor, left.signal, closed.signal])
  const parts = openStream({ ...options, signal })
  return {
    async next(limitMs) {
      const timer = setTimeout(() => closed.abort(), limitMs)
      const step = await readStep(parts)
      clearTimeout(timer)
      if (step.kind !== 'failed' && step.kind !== 'aborted') return step
      // An aborted call fails in several ways: what we did to it says which one it is.
      if (visitor.aborted || left.signal.aborted) return { kind: 'aborted' }
      if (closed.signal.aborted) return failure('network', `No text for ${Math.round(limitMs)} ms`)
      return step
    },
    leave: () => left.abort(),
    close: () => closed.abort(),
  }
}
