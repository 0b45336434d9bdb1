import type { LiveEvent } from '@itqan/keys-contract'
import { describe, expect, it } from 'vitest'
import { managedKey } from '../managed-key.fixture'
import { isMatch, patchPage, shapeOf } from './patch-keys'

const [a, b] = [managedKey({ id: 'a', name: 'Prod' }), managedKey({ id: 'b', quotaPool: 'p/1' })]
const page = { rows: [a, b], nextCursor: null }
const event = (part: Partial<LiveEvent>): LiveEvent => ({
  changed: [],
  removed: [],
  isOverflow: false,
  ...part,
})

describe('a page of the table', () => {
  it('takes over what changed, where it stands, and leaves the other rows as they are', () => {
    const used = { ...b, usageCount: 5 }
    const patched = patchPage(page, event({ changed: [used] }), {})
    expect(patched).toEqual({ page: { rows: [a, used], nextCursor: null }, isBroken: false })
    expect(patched.page.rows[0]).toBe(a)
  })

  it('stays the very same when others change', () => {
    const patched = patchPage(page, event({ changed: [managedKey({ id: 'c' })] }), {})
    expect(patched).toEqual({ page, isBroken: false })
    expect(patched.page).toBe(page)
  })

  it.each([
    ['a row is gone', event({ removed: ['a'] })],
    ['a row is no longer what was asked for', event({ changed: [{ ...a, status: 'cooling' }] })],
    ['a row is another provider’s', event({ changed: [{ ...a, provider: 'openai' }] })],
    ['too much has changed', event({ isOverflow: true })],
  ])('must be read again when %s', (_what, told) => {
    expect(patchPage(page, told, { statuses: ['ready'] }).isBroken).toBe(true)
  })

  it('keeps a row that was removed and is back', () => {
    expect(patchPage(page, event({ removed: ['a'], changed: [a] }), {}).isBroken).toBe(false)
  })
})

describe('a filter', () => {
  it('finds what the server finds', () => {
    expect(isMatch(a, { text: 'PROD' })).toBe(true)
    expect(isMatch(b, { text: 'p/1' })).toBe(true)
    expect(isMatch(a, { text: '9f3q' })).toBe(true)
    expect(isMatch(a, { text: '%' })).toBe(false)
    expect(isMatch(a, { providers: ['openai'] })).toBe(false)
    expect(isMatch(a, { providers: ['gemini'], statuses: ['ready'] })).toBe(true)
  })
})

it('tables have one shape while each provider has as many keys', () => {
  const byStatus = { ready: 1, cooling: 0, limited: 0, invalid: 0, disabled: 0 }
  const counts = { provider: 'gemini', byStatus, uses: 0, errors: 0, matching: 1 }
  expect(shapeOf([{ ...counts, uses: 9 }])).toBe(shapeOf([counts]))
  expect(shapeOf([counts, { ...counts, provider: 'openai', matching: 0 }])).toBe(shapeOf([counts]))
  expect(shapeOf([{ ...counts, matching: 2 }])).not.toBe(shapeOf([counts]))
})
