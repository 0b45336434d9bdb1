import { expect, it } from 'vitest'
import { judgeSignal } from './stop-signal'

it.each([
  [null, 'begin'],
  [0, 'same'],
  [999, 'same'],
  [1_000, 'end'],
  [60_000, 'end'],
] as const)('a signal %s ms after the first means: %s', (sinceFirstMs, expected) => {
  expect(judgeSignal(sinceFirstMs)).toBe(expected)
})
