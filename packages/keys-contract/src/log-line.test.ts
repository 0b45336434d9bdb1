import { expect, it } from 'vitest'
import { logLine } from './log-line'

it('names an error with its code, and takes keys out of all it says', () => {
  const cause = Object.assign(
    new TypeError('no AIzaSyCanary-0123456789 and sk-canary-0123456789'),
    {
      code: 'E1',
    },
  )
  const line = logLine({ level: 'error', cause, nested: { cause } })
  expect(line).not.toContain('canary')
  expect(line).not.toContain('Canary')
  expect(JSON.parse(line)).toMatchObject({
    level: 'error',
    cause: { name: 'TypeError', code: 'E1', message: 'no [redacted] and [redacted]' },
    nested: { cause: { name: 'TypeError' } },
  })
})
