import { expect, it } from 'vitest'
import { addressOfEndpoint, rootOfApi, withProtocol } from '../../src/cli/doctor/endpoint'

it.each([
  ['https://keys.example', 'http:', 'http://keys.example:443'],
  ['http://keys.example/pool', 'https:', 'https://keys.example:80/pool'],
  ['https://keys.example:80', 'http:', 'http://keys.example'],
  ['http://[::1]:3001', 'https:', 'https://[::1]:3001'],
] as const)('A port that %s leaves out is not lost with %s', (address, protocol, expected) => {
  const endpoint = new URL(`${address}/api/internal/trpc`)
  expect(addressOfEndpoint(withProtocol(endpoint, protocol))).toBe(expected)
})

it.each([
  ['http://keys.example/api/internal/trpc', 'http://keys.example'],
  ['http://keys.example/pool/api', 'http://keys.example/pool'],
  ['http://api:3001', null],
  ['http://api', null],
  ['http://keys.example/apiary', null],
])('Of %s the API has %s', (address, expected) => {
  expect(rootOfApi(address)).toBe(expected)
})
