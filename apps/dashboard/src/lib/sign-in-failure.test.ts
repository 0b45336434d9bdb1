import { expect, it } from 'vitest'
import { signInFailure } from './sign-in-failure'

it('does not tell a wrong address from a wrong password', () => {
  expect(signInFailure(400)).toBe(signInFailure(401))
})

it('tells a flood, a server in trouble and no answer at all apart', () => {
  expect([429, 503, 0].map(signInFailure)).toEqual(['rateLimit', 'server', 'network'])
})
