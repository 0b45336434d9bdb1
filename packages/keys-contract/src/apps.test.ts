import { expect, it } from 'vitest'
import { parseVersion } from './apps'

it.each([
  ['1.4.0', '1.4.0'],
  [' itqan-keys-client/1.0.0 ', 'itqan-keys-client/1.0.0'],
  ['v2 (build 7)', 'v2 (build 7)'],
])('takes %j for the version it is', (text, version) => {
  expect(parseVersion(text)).toBe(version)
})

it.each([null, undefined, '', '  ', 'x'.repeat(49), 'à jour', 'a\u0000b', 'a\nb', '\u202e1.0'])(
  'takes %j for no version',
  (text) => {
    expect(parseVersion(text)).toBeNull()
  },
)
