import type { KeyStore, Origin } from '../ports'
import { found } from './found'

/** Deletes a key for good. Clients are told its id with the next epoch. */
export async function removeKey(opts: {
  ctx: { store: KeyStore; origin: Origin }
  input: { keyId: string }
}) {
  found(await opts.ctx.store.remove(opts.input, opts.ctx.origin))
}
