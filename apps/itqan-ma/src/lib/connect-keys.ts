import 'server-only'
import { createKeysClient, fixedLink, type KeysClient } from '@itqan/keys-client'
import type { KeysSource } from '../env'
import { APP_VERSION } from './version'

/** The client, and how all that it needs is closed. */
export interface ConnectedKeys {
  client: KeysClient
  close: KeysClient['close']
}

/**
 * The same client on whichever way leads to the keys.
 *
 * @throws Error naming what to mend, where the way is a database.
 */
export async function connectKeys(source: KeysSource): Promise<ConnectedKeys> {
  switch (source.from) {
    case 'dashboard':
      return connected(createKeysClient({ ...source, appVersion: APP_VERSION }))
    case 'env':
      return connected(createKeysClient({ link: fixedLink(source.keys) }))
    case 'database':
      return connectToDatabase(source)
    default:
      return source satisfies never
  }
}

const connected = (client: KeysClient): ConnectedKeys => ({ client, close: client.close })

async function connectToDatabase(
  source: Extract<KeysSource, { from: 'database' }>,
): Promise<ConnectedKeys> {
  // A constant of next.config.ts: where it says no, the bundler leaves out what is in here.
  if (process.env.ITQAN_MA_HAS_DATABASE === 'yes') {
    const { openSharedDatabase } = await import('./shared-database')
    const shared = await openSharedDatabase(source)
    const client = createKeysClient({ link: shared.link })
    return {
      client,
      async close(options) {
        const totals = await client.close(options)
        await shared.close()
        return totals
      },
    }
  }
  throw new Error('KEYS_SOURCE=database must be set when itqan-ma is built, too: build it again')
}
