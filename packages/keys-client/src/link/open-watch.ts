import type { WatchInput } from '@itqan/keys-contract'
import { KeysClientError } from '../errors'
import type { StreamHandlers } from '../sync/watch-supervisor'
import type { KeysApi } from './link'
import { toClientError } from './to-client-error'

/** Opens the router's `watch` once. It is over with the first trouble. */
export function openWatch(options: {
  api: KeysApi
  place: string
  input: WatchInput
  handlers: StreamHandlers
}): { close(): void } {
  const { api, place, input, handlers } = options
  const subscription = api.watch.subscribe(input, {
    onData: (event) => handlers.onData(event),
    onError: (error) => handlers.onEnd(toClientError(error, place)),
    onComplete: () =>
      handlers.onEnd(
        new KeysClientError('unavailable', `The dashboard ${place} ended the stream.`),
      ),
  })
  return { close: () => subscription.unsubscribe() }
}
