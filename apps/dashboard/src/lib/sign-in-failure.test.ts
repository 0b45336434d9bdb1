import { expect, it } from 'vitest'
import { signInFailure } from './sign-in-failure'

it('does not tell a wrong address from a wrong password', () => {
  expect(signInFailure(400, null)).toEqual(signInFailure(401, null))
})

it('tells a flood, a server in trouble and no answer at all apart', () => {
  const codes = [429, 503, 0].map((status) => signInFailure(status, null).code)
  expect(codes).toEqual(['rateLimit', 'server', 'network'])
})

it.each([
  ['1', 1],
  ['60', 1],
  ['61', 2],
  ['900', 15],
  [null, 15],
  ['Wed, 21 Oct 2026 07:28:00 GMT', 15],
])('after %j says to wait %i min', (retryAfter, minutes) => {
  expect(signInFailure(429, retryAfter)).toEqual({ code: 'rateLimit', minutes })
})
