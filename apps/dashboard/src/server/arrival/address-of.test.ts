import { describe, expect, it } from 'vitest'
import { addressOf, isLoopback, networkOf } from './address-of'

const from = (peer: string, forwarded?: string) =>
  new Headers({
    'x-itqan-peer': peer,
    ...(forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }),
  })

describe('where a request came from', () => {
  it.each([
    ['whoever connected, whatever it claims', from('192.0.2.7', '10.0.0.1'), 0, '192.0.2.7'],
    ['whom the one proxy met', from('127.0.0.1', '10.0.0.1, 192.0.2.7'), 1, '192.0.2.7'],
    [
      'whom the first of two met',
      from('127.0.0.1', '6.6.6.6, 192.0.2.7, 10.0.0.2'),
      2,
      '192.0.2.7',
    ],
    ['whoever connected past the proxies', from('192.0.2.7', '6.6.6.6'), 2, '192.0.2.7'],
    ['whoever connected, where the proxy says nothing', from('192.0.2.7'), 1, '192.0.2.7'],
    ['whoever connected, where it says nonsense', from('192.0.2.7', 'unknown'), 1, '192.0.2.7'],
    ['without a port', from('127.0.0.1', '192.0.2.7:4711'), 1, '192.0.2.7'],
    ['without brackets', from('127.0.0.1', '[2001:db8::7]:4711'), 1, '2001:db8::7'],
    ['as IPv4 what came over IPv6', from('::ffff:192.0.2.7'), 0, '192.0.2.7'],
    ['nothing without a socket', new Headers({ 'x-forwarded-for': '192.0.2.7' }), 0, null],
  ])('is %s', (...given) => {
    const [, headers, hops, expected] = given
    expect(addressOf(headers, hops)).toBe(expected)
  })
})

it('takes for this machine its own addresses only', () => {
  const own = ['127.0.0.1', '127.8.9.10', '::1']
  const others = [
    '0.0.0.0',
    '10.0.0.1',
    '192.168.1.1',
    '128.0.0.1',
    '::',
    'fe80::1',
    '127.evil',
    '',
  ]
  expect(own.filter(isLoopback)).toEqual(own)
  expect(others.filter(isLoopback)).toEqual([])
})

it.each([
  ['192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:2::9', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
])('counts %s with all of %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})
