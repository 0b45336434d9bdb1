import { watchEventSchema } from '@itqan/keys-contract'
import { createKeysApi, httpLink } from '../../../link/link'
import { LinkError } from '../../../link/link-error'
import type { StreamFact } from '../facts'
import type { Site } from './site'

/** The first event of a stream is sent at once: what has not come by then waits in a buffer. */
const STREAM_MS = 5_000

/** Opens the stream of changes as the client does, and waits for its first event. */
export async function openStream(site: Site, address: string): Promise<StreamFact> {
  const { clock, secret, signal } = site
  const api = createKeysApi(httpLink({ url: address, secret, timeoutMs: STREAM_MS, clock }))
  const { promise, resolve } = deferred<StreamFact>()
  // The stream alone keeps no process alive: this timer does.
  const timer = clock.after(STREAM_MS, () => resolve({ kind: 'silent' }))
  const leave = () => resolve({ kind: 'silent' })
  signal.addEventListener('abort', leave)
  const subscription = api.watch.subscribe(
    {},
    {
      onData: (event) => {
        const isOurs = watchEventSchema.safeParse(event).success
        resolve(isOurs ? { kind: 'open' } : { kind: 'refused', reason: 'not_a_stream' })
      },
      onError: ({ cause }) => resolve(failureOf(cause)),
    },
  )
  try {
    return await promise
  } finally {
    timer.cancel()
    subscription.unsubscribe()
    signal.removeEventListener('abort', leave)
    signal.throwIfAborted()
  }
}

function failureOf(cause: unknown): StreamFact {
  if (!(cause instanceof LinkError)) return { kind: 'refused', reason: 'cut' }
  if (cause.message === 'timed out') return { kind: 'silent' }
  const other = cause.message === 'not an event stream' ? 'not_a_stream' : 'cut'
  return { kind: 'refused', reason: cause.statusCode ?? other }
}

function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined
  const promise = new Promise<T>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}
