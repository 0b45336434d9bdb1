import type { Lease } from '../lease/lease'
import type { ProviderFailure } from '../outcome/failure'
import type { BegunAnswer } from './begin-answer'

interface WatchedBody {
  answer: BegunAnswer
  /** Is told how the answer ended. */
  lease: Lease
  /** Of the answer, in lower case. */
  headers: Record<string, string>
}

/** The body of an answer, byte for byte. The reader sets the pace. */
export function watchedBody(options: WatchedBody): ReadableStream<Uint8Array> {
  const { answer, lease, headers } = options
  const { held, reader, watch } = answer

  function tellError(): void {
    if (watch && watch.error !== null) lease.fail(errorInStream(watch.error, headers))
  }

  tellError()
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const first = held.shift()
        if (first) return controller.enqueue(first)
        try {
          const { done, value } = await reader.read()
          watch?.read(value)
          tellError()
          if (!done) return controller.enqueue(value)
          lease.ok()
          controller.close()
        } catch (error) {
          lease.fail(error)
          controller.error(error)
        }
      },
      cancel(reason) {
        lease.release()
        return reader.cancel(reason)
      },
    },
    { highWaterMark: 0 },
  )
}

function errorInStream(body: unknown, headers: Record<string, string>): ProviderFailure {
  return { kind: 'response', status: null, headers, body, message: 'An error inside a stream' }
}
