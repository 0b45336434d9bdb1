import { describe, expect, it } from 'vitest'
import { reasonOf } from './reason-of'
import { whyKey } from './why-key.fixture'

describe('the reason of a key’s place', () => {
  it('is that no other is ready', () => {
    const key = whyKey('a')
    expect(reasonOf(key, [key])).toMatchObject({ kind: 'only', isFirst: true, others: 0 })
  })

  it('is errors where they differ, and uses where they do not', () => {
    const [a, b, c] = [
      whyKey('a', { usageCount: 9 }),
      whyKey('b', { place: 2, usageCount: 12, recentErrors: 0.3 }),
      whyKey('c', { place: 3, recentErrors: 1.2 }),
    ]
    const ready = [a, b, c]
    expect(reasonOf(a, ready)).toMatchObject({ kind: 'uses', isFirst: true, rival: b })
    expect(reasonOf(b, ready)).toMatchObject({ kind: 'uses', isFirst: false, rival: a })
    expect(reasonOf(c, ready)).toMatchObject({ kind: 'errors', isFirst: false, rival: b })
    expect(reasonOf(a, [a, c])).toMatchObject({ kind: 'chance' })
  })

  it('is chance among those that are equal, used equally or not', () => {
    const equal = { equals: 2 }
    const [a, b] = [whyKey('a', equal), whyKey('b', { ...equal, usageCount: 40 })]
    expect(reasonOf(a, [a, b])).toMatchObject({ kind: 'chance', others: 1, isCapped: true })
    const like = whyKey('b', equal)
    expect(reasonOf(a, [a, like])).toMatchObject({ others: 1, isCapped: false })
    const heavy = [
      whyKey('a', { ...equal, usageCount: 40, weight: 2 }),
      whyKey('b', { ...equal, usageCount: 20 }),
    ] as const
    expect(reasonOf(heavy[0], heavy).isCapped).toBe(false)
  })
})
