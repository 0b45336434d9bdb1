import { expect, it } from 'vitest'
import { shortAddress } from './short-address'

it.each([
  ['0000:0000:0000:0000:0000:0000:0000:0001', '::1'],
  ['2001:0db8:0001:0002:0000:0000:0000:0001', '2001:db8:1:2::1'],
  ['192.0.2.1', '192.0.2.1'],
  ['not:an:address', 'not:an:address'],
])('writes %s as %s', (address, short) => {
  expect(shortAddress(address)).toBe(short)
})
