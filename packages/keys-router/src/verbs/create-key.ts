import { type CreateKeyInput, KeysError } from '@itqan/keys-contract'
import type { ManagedKeys, Origin } from '../ports'

/** Adds a key to the pool. */
export async function createKey(opts: {
  ctx: { keys: ManagedKeys; origin: Origin }
  input: CreateKeyInput
}): Promise<{ id: string }> {
  const created = await opts.ctx.keys.create(opts.input, opts.ctx.origin)
  if (!created) throw new KeysError('duplicate_key', 'This provider already has this key')
  return created
}
