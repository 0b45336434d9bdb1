import { APP_VERSION_HEADER, CLIENT_HEADER, parseVersion } from '@itqan/keys-contract'
import type { ConsumerLog, Sighting, Trace } from '../ports'
import type { Caller } from '../trpc'
import type { HeaderReader } from './asked'
import type { Presence } from './presence'

type Versions = Pick<Sighting, 'appVersion' | 'clientVersion'>

/** Where callers leave their traces. */
export interface Traces {
  presence: Presence
  consumers: ConsumerLog
}

/** Keeps nothing. */
export const noConsumerLog: ConsumerLog = { saw: () => undefined }

/** Writes down that somebody came in, and answers where to write what becomes of it. */
export function traceOf(
  { presence, consumers }: Traces,
  caller: Caller,
  versions: Versions,
): Trace {
  const app = caller.app ?? ''
  presence.admitted(caller)
  consumers.saw({ app, ...versions, at: new Date(), answer: null })
  return (to, epoch) => consumers.saw({ app, ...versions, at: new Date(), answer: { to, epoch } })
}

/** What a request says of who made it. What is no version is passed over. */
export function versionsIn(headers: HeaderReader): Versions {
  return {
    appVersion: parseVersion(headers.get(APP_VERSION_HEADER)),
    clientVersion: parseVersion(headers.get(CLIENT_HEADER)),
  }
}
