import { expect, test } from 'vitest'
import { parseDuration, parseTimestamp, retryAfter, retryAfterMs } from './hint'

const NOW = Date.UTC(2026, 10, 22, 15)
const DAY = 86_400_000

test.each([
  ['22s', 22_000],
  ['45.5s', 45_500],
  ['6m0s', 360_000],
  ['120ms', 120],
  ['1h2m3.5s', 3_723_500],
  ['1d', DAY],
  ['0s', 0],
  ['-5s', -5000],
])('The duration %s is %d milliseconds', (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds)
})

test.each(['', '22', 's', '22 s', '1e3s', 'NaNs', '--5s', '5s!', `${'9'.repeat(80)}s`, 22, null])(
  'The duration %j is none',
  (text) => {
    expect(parseDuration(text)).toBeNull()
  },
)

test.each([
  ['2026-11-22T15:00:05Z', NOW + 5000],
  ['2026-11-22T15:00:05.25Z', NOW + 5250],
  ['2026-11-22T17:00:05+02:00', NOW + 5000],
  ['2026-13-40T15:00:05Z', null],
  ['2026-11-22', null],
  ['5', null],
])('The timestamp %s is read, or is none', (text, at) => {
  expect(parseTimestamp(text)).toBe(at)
})

test.each([
  [{ 'retry-after': '5' }, 5000],
  [{ 'retry-after': '0.5' }, 500],
  [{ 'retry-after': '0' }, 0],
  [{ 'retry-after': '-30' }, 0],
  [{ 'retry-after': '9'.repeat(400) }, 31 * DAY],
  [{ 'retry-after': 'Sun, 22 Nov 2026 15:00:30 GMT' }, 30_000],
  [{ 'retry-after': 'Sun, 22 Nov 2026 14:59:30 GMT' }, 0],
  [{ 'retry-after': 'Sun, 22 Nov 2036 15:00:00 GMT' }, 31 * DAY],
  [{ 'retry-after-ms': '1500', 'retry-after': '2' }, 1500],
  [{ 'retry-after-ms': 'x', 'retry-after': '2' }, 2000],
])('The headers %j ask for %d milliseconds', (headers, milliseconds) => {
  expect(retryAfter(headers as Record<string, string>, NOW)).toBe(NOW + milliseconds)
})

test.each([
  '',
  'soon',
  'about 5',
  '5 seconds',
  '1e3',
  'NaN',
  'Infinity',
  'Xxx, 99 Xxx 2026 99:99:99 GMT',
])('A retry-after of %j is no hint', (text) => {
  expect(retryAfter({ 'retry-after': text }, NOW)).toBeNull()
})

test.each([
  [new Headers({ 'Retry-After': '7' }), 7_000],
  [{ 'Retry-After': '7' }, 7_000],
  [{ 'retry-after': 'Sun, 22 Nov 2026 15:00:30 GMT' }, 30_000],
  [{ 'retry-after': '1e3' }, null],
  [{ 'retry-after': ['7', '8'] }, null],
  [{}, null],
  [undefined, null],
])('Headers of any make (%j) ask for %j milliseconds from now', (headers, milliseconds) => {
  expect(retryAfterMs(headers, NOW)).toBe(milliseconds)
})
