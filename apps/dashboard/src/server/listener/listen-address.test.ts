import { expect, it } from 'vitest'
import { formatListenAddress, parseListenAddress } from './listen-address'

it.each([
  ['127.0.0.1:3005', { host: '127.0.0.1', port: 3005 }],
  ['0.0.0.0:1', { host: '0.0.0.0', port: 1 }],
  ['keys.internal:65535', { host: 'keys.internal', port: 65_535 }],
  ['[::1]:3005', { host: '::1', port: 3005 }],
  ['[::ffff:10.0.0.1]:3005', { host: '::ffff:10.0.0.1', port: 3005 }],
])('reads %s, and writes it the same', (text, address) => {
  expect(parseListenAddress(text)).toEqual(address)
  expect(formatListenAddress(address)).toBe(text)
})

it.each([
  '3005',
  ':3005',
  '127.0.0.1',
  '127.0.0.1:',
  '127.0.0.1:0',
  '127.0.0.1:65536',
  '127.0.0.1:3005/',
  'http://127.0.0.1:3005',
  '::1:3005',
  '[::1]',
  '[127.0.0.1]:3005',
  '[::g]:3005',
  '*:3005',
  'a b:3005',
  '/run/keys.sock',
])('does not take %j', (text) => {
  expect(parseListenAddress(text)).toBeNull()
})
