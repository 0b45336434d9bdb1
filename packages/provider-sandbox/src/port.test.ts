import { expect, test } from 'vitest'
import { parsePort } from './port'

test.each([
  [undefined, 3002],
  [' ', 3002],
  ['4000', 4000],
  [' 4000 ', 4000],
  ['0', 0],
  ['65535', 65_535],
  ['65536', null],
  ['-1', null],
  ['3e3', null],
  ['40.5', null],
  ['http', null],
])('SANDBOX_PORT=%s is read as %s', (value, port) => {
  expect(parsePort(value)).toBe(port)
})
