import { expect, it } from 'vitest'
import { maskKey } from './mask'

it('shows four characters at each end of a long key', () => {
  expect(maskKey('AIzaSyA-0123456789-0123456789-01239f3Q')).toBe('AIza…9f3Q')
})

it('shows nothing of a key so short that eight characters would give it away', () => {
  expect(maskKey('sk-0123456789-01234')).toBe('••••••••')
})
