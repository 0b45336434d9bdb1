import type { KeyOrder } from '@itqan/keys-router'
import type { OrderReader } from '@itqan/keys-store'
import { explainOrder } from './explain-order'

/** Reads what is known, and lets the client's own code say what it would do. */
export function createKeyOrder(reader: OrderReader): KeyOrder {
  return {
    choices: reader.choices,
    explain: async ({ provider, model }) =>
      explainOrder(await reader.facts({ provider }), { model: model ?? null }),
  }
}
