import type { WatchInput } from '@itqan/keys-contract'
import { KeysClientError } from '../errors'
import type { StreamHandlers } from '../sync/watch-supervisor'
import type { KeysApi } from './link'
import { type CallSite, toClientError } from './to-client-error'

/** Opens the router's `watch` once. It is over with the first trouble. */
export function openWatch(options: {
  api: KeysApi
  site: CallSite
  input: WatchInput
  handlers: StreamHandlers
}): { close(): void } {
  const { api, site, input, handlers } = options
  const subscription = api.watch.subscribe(input, {
    onData: (event) => handlers.onData(event),
    onError: (error) => handlers.onEnd(toClientError(error, site)),
    onComplete: () =>
      handlers.onEnd(
        new KeysClientError('unavailable', `The dashboard ${site.place} ended the stream.`),
      ),
  })
  return { close: () => subscription.unsubscribe() }
}
