import type { KeyStore } from '../ports'
import { found } from './found'

/** Sets a key's error count to zero and clears its cooldowns. */
export async function resetErrors(opts: { ctx: { store: KeyStore }; input: { keyId: string } }) {
  found(await opts.ctx.store.resetErrors(opts.input))
}
