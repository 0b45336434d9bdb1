import { OutcomeError } from '@itqan/keys-client'
import { openStream } from './open-stream'
import type { BriefDeps, BriefOrder } from './ports'
import { readStep, type Step } from './read-step'

/** One call to Gemini with one key. */
export interface Call {
  /** The next text, or how the call ended. Longer silence than the limit is a failure. */
  next(limitMs?: number): Promise<Step>
  /** The visitor does not read on. */
  leave(): void
  /** Frees the connection. Harmless after the end. */
  close(): void
}

export function startCall(options: {
  order: BriefOrder
  gemini: BriefDeps['gemini']
  apiKey: string
  /** Of the attempt: the visitor's leave, or the end of its time. */
  signal: AbortSignal
}): Call {
  const visitor = options.order.signal
  const left = new AbortController()
  const closed = new AbortController()
  const signal = AbortSignal.any([options.signal, left.signal, closed.signal])
  const parts = openStream({ ...options, signal })
  return {
    async next(limitMs) {
      const timer = limitMs === undefined ? undefined : setTimeout(() => closed.abort(), limitMs)
      const step = await readStep(parts)
      clearTimeout(timer)
      if (step.kind !== 'failed' && step.kind !== 'aborted') return step
      // An aborted call fails in several ways: what we did to it says which one it is.
      if (visitor.aborted || left.signal.aborted) return { kind: 'aborted' }
      if (!closed.signal.aborted) return step
      const silence = new OutcomeError('network', `No text for ${Math.round(limitMs ?? 0)} ms`)
      return { kind: 'failed', error: silence }
    },
    leave: () => left.abort(),
    close: () => closed.abort(),
  }
}
