import { createKeysClient } from '../create-keys-client'
import { KeysClientError } from '../errors'
import type { KeysClient } from '../keys-client'
import { endpointOf } from '../link/address'
import type { Settings } from './settings'
import { UsageFailure } from './usage-failure'

export interface OpenClient {
  client: KeysClient
  /** The dashboard's address without what may be secret in it. */
  url: string
}

/** @throws UsageFailure when the dashboard's address is none, or its port. */
export function openClient(settings: Settings): OpenClient {
  const { url, secret } = settings
  return { url: shownUrl(settings), client: createKeysClient({ url, secret }) }
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
