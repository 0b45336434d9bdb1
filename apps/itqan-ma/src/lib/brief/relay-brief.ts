import type { UIMessageChunk } from 'ai'
import type { Ending } from './read-step'
import { INTERRUPTED } from './request'
import type { Call } from './start-call'

export interface RelayOptions {
  call: Call
  /** The text that has already come. */
  first: string
  silenceMs: number
  /** Called exactly once, with how the call ended. */
  onEnd(ending: Ending): void
}

/** Streams a brief to the visitor. No other key is tried once its first text is out. */
export function relayBrief(options: RelayOptions): ReadableStream<UIMessageChunk> {
  const chunks = briefChunks(options)
  return new ReadableStream({
    async pull(controller) {
      const next = await chunks.next()
      if (next.done) controller.close()
      else controller.enqueue(next.value)
    },
    async cancel() {
      options.call.leave()
      await chunks.return()
    },
  })
}

async function* briefChunks(options: RelayOptions): AsyncGenerator<UIMessageChunk, void> {
  const { call, first, silenceMs, onEnd } = options
  const id = 'brief'
  // Stays when the reader returns early: the visitor left.
  let ending: Ending = { kind: 'aborted' }
  try {
    yield { type: 'start' }
    yield { type: 'text-start', id }
    yield { type: 'text-delta', id, delta: first }
    let step = await call.next(silenceMs)
    while (step.kind === 'text') {
      yield { type: 'text-delta', id, delta: step.text }
      step = await call.next(silenceMs)
    }
    ending = step
    yield { type: 'text-end', id }
    yield step.kind === 'done' ? { type: 'finish' } : { type: 'error', errorText: INTERRUPTED }
  } finally {
    call.close()
    onEnd(ending)
  }
}
