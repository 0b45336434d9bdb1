import type { ConsumerReader } from '@itqan/keys-router'
import type { Database } from '../database'
import { readEpoch } from '../store/epoch'
import { toKeysError } from '../store/to-keys-error'
import { readConsumers } from './store-consumers'

/** The router's port, on PostgreSQL. */
export function createConsumerReader({ prisma }: Database): ConsumerReader {
  return {
    async read() {
      try {
        // In this order: no app is then behind a pool that stood still.
        const epoch = await readEpoch(prisma)
        return { epoch: Number(epoch), consumers: await readConsumers(prisma) }
      } catch (error) {
        throw toKeysError(error)
      }
    },
  }
}
