import type { PooledKey } from '@itqan/keys-contract'
import { expectTypeOf } from 'vitest'
import { type ApiKey, getApiKey, getKeysClient, reportKeyUsage } from './api-keys'

/** Checked by tsc alone, never run: what the router's types promise reaches this app. */
export async function typesOfTheKeysClient() {
  const client = getKeysClient()
  const { keys, epoch } = await client.list({ provider: 'gemini', since: 3 })
  const key = await getApiKey('gemini')

  expectTypeOf(epoch).toEqualTypeOf<number>()
  expectTypeOf(keys).toEqualTypeOf<PooledKey[]>()
  expectTypeOf(key).toEqualTypeOf<ApiKey | null>()
  for (const { lastUsedAt } of keys) expectTypeOf(lastUsedAt).toEqualTypeOf<Date | null>()

  // @ts-expect-error a provider is a string
  await client.list({ provider: 7 })
  // @ts-expect-error there is no such filter
  await client.list({ isActive: true })
  // @ts-expect-error an app gets the key itself, not the dashboard's mask
  void keys[0]?.maskedKey
  // @ts-expect-error a key may be missing
  void key.key
  // @ts-expect-error no such outcome
  await client.report({ batchId: '', entries: [{ keyId: 'key-1', outcome: 'fine' }] })
  // @ts-expect-error success is a boolean, not a message
  await reportKeyUsage('key-1', 'quota exceeded')
}
