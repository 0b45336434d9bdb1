import type { WhyChoices } from '@itqan/keys-contract'
import type { Database } from '../database'
import { toKeysError } from '../store/to-keys-error'
import { readOrderChoices } from './read-choices'
import { type OrderFacts, readOrderFacts } from './read-order-facts'

/** What the order of keys is explained by. Reads no key. */
export interface OrderReader {
  choices(): Promise<WhyChoices>
  facts(of: { provider: string }): Promise<OrderFacts>
}

function rethrow(error: unknown): never {
  throw toKeysError(error)
}

export function createOrderReader({ prisma }: Database): OrderReader {
  return {
    choices: () => readOrderChoices(prisma).catch(rethrow),
    facts: (of) => readOrderFacts(prisma, of).catch(rethrow),
  }
}
