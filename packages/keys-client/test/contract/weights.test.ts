import { describe, expect, it } from 'vitest'
import { ways } from '../harness/ways'
import { pooledKey } from '../pooled-key'

const MINUTE = 60_000

describe.each(ways)('weights over $name', (way) => {
  it('a running client takes a changed weight over, and spreads by it from then on', async () => {
    const site = await way.open([pooledKey('a'), pooledKey('b')])
    const client = site.connect()
    await client.waitUntilReady({ providers: ['gemini'] })
    const countOf = (id: string, uses: number) =>
      Array.from({ length: uses }, () => {
        const lease = client.tryAcquire('gemini')
        lease?.ok()
        return lease?.keyId
      }).filter((one) => one === id).length
    expect(countOf('a', 100)).toBe(50)
    site.put(pooledKey('a', { weight: 4 }))
    await site.clock.advance(2 * MINUTE)
    expect(Math.abs(countOf('a', 100) - 80)).toBeLessThanOrEqual(1)
    expect(client.explain('gemini').find(({ keyId }) => keyId === 'a')?.weight).toBe(4)
  })
})
