import type { KeyStore, Origin, Restriction } from '../ports'
import { found } from './found'

/** Sets a key's error count to zero and clears its cooldowns. */
export async function resetErrors(opts: {
  ctx: { store: Pick<KeyStore, 'resetErrors'>; origin: Origin; restriction?: Restriction }
  input: { keyId: string }
}) {
  const { store, origin, restriction } = opts.ctx
  const { keyId } = opts.input
  const { changed } = await store.resetErrors({ keyIds: [keyId], ...restriction }, origin)
  found(changed.length > 0)
}
