import { once } from 'node:events'
import { openDatabase, type Rewrapped, rewrapKeys } from '../src'
import { keyringOf } from './store-on'

// A process of its own, so that it can be killed: it is told where to seal rows anew, tells after each
// page how far it is, and at the end what came of it.
export interface Order {
  databaseUrl: string
  encryptionKeys: string
}

export type Told = { done: number } | { result: Rewrapped }

const tell = (told: Told) => process.send?.(told)

const [{ databaseUrl, encryptionKeys }] = (await once(process, 'message')) as [Order]
const database = openDatabase({ url: databaseUrl, maxConnections: 2 })
const keyring = keyringOf(...encryptionKeys.split(','))
const result = await rewrapKeys({ database, keyring, onProgress: ({ done }) => tell({ done }) })
tell({ result })
await database.close()
process.disconnect()
