import type { PooledKey } from '@itqan/keys-contract'
import { describe, expectTypeOf, it } from 'vitest'
import { createKeysClient } from '.'

const client = createKeysClient({ url: 'http://localhost:3001', secret: 'x' })

describe('the types of the router reach the app', () => {
  it('gives a key as the router declares it', () => {
    expectTypeOf(client.select('gemini')).resolves.toEqualTypeOf<PooledKey | null>()
    expectTypeOf<PooledKey['lastUsedAt']>().toEqualTypeOf<Date | null>()
  })

  it('refuses what the router would refuse', () => {
    // @ts-expect-error a provider is text
    void client.list({ provider: 7 })
    // @ts-expect-error no such outcome
    void client.reportUse({ keyId: 'a', outcome: 'fine' })
    // @ts-expect-error entries have a count
    void client.report({ batchId: 'x', entries: [{ keyId: 'a', outcome: 'ok' }] })
    // @ts-expect-error the secret is needed
    createKeysClient({ url: 'http://localhost:3001' })
  })
})
