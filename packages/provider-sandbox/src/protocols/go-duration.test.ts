import { expect, test } from 'vitest'
import { goDuration } from './go-duration'

test.each([
  [0.12, '120ms'],
  [0, '0ms'],
  [1, '1s'],
  [22.418273651, '22.419s'],
  [360, '6m0s'],
  [35_914.204917558, '9h58m34.205s'],
])('%d seconds are written %s, never less than they are', (seconds, text) => {
  expect(goDuration(seconds)).toBe(text)
})
