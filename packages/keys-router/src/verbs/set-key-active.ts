import type { KeyStore, Origin } from '../ports'
import { found } from './found'

/** Switches a key on or off. Switched off, it is in no answer of `list` any more. */
export async function setKeyActive(opts: {
  ctx: { store: KeyStore; origin: Origin }
  input: { keyId: string; isActive: boolean }
}) {
  found(await opts.ctx.store.setActive(opts.input, opts.ctx.origin))
}
