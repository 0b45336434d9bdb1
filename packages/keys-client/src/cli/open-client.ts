import { createKeysClient } from '../create-keys-client'
import { KeysClientError } from '../errors'
import type { KeysClient } from '../keys-client'
import { endpointOf, isInClear } from '../link/address'
import type { Settings } from './settings'
import { UsageFailure } from './usage-failure'

export interface OpenClient {
  client: KeysClient
  /** The dashboard's address without what may be secret in it. */
  url: string
}

/** @throws UsageFailure when the dashboard's address is none, or its port, or would be asked in clear. */
export function openClient(settings: Settings): OpenClient {
  const { url, urlSource, secret, allowHttp } = settings
  const shown = shownUrl(settings)
  if (!allowHttp && isInClear(new URL(url))) {
    throw new UsageFailure({ code: 'in_clear', say: (usage) => usage.inClear(urlSource) })
  }
  return { url: shown, client: createKeysClient({ url, secret, allowHttp }) }
}

function shownUrl({ url, urlSource }: Settings): string {
  try {
    endpointOf(url)
  } catch (error) {
    if (!KeysClientError.isInstance(error)) throw error
    // By default all but the port is ours.
    if (urlSource === 'default') {
      throw new UsageFailure({ code: 'bad_port', say: (usage) => usage.badPort('DASHBOARD_PORT') })
    }
    throw new UsageFailure({ code: 'bad_url', say: (usage) => usage.badUrl(urlSource) })
  }
  const { origin, pathname } = new URL(url)
  return `${origin}${pathname.replace(/\/+$/, '')}`
}
