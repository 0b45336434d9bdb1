import type { KeyStore, Origin, Restriction } from '../ports'
import { found } from './found'

/** Sets a key's error count to zero and clears its cooldowns. */
export async function resetErrors(opts: {
  ctx: { store: KeyStore; origin: Origin; restriction?: Restriction }
  input: { keyId: string }
}) {
  const { store, origin, restriction } = opts.ctx
  found(await store.resetErrors({ ...opts.input, ...restriction }, origin))
}
