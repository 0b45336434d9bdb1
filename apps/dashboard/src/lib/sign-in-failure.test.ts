import { expect, it } from 'vitest'
import { signInFailure } from './sign-in-failure'

const failureOf = (status: number) => signInFailure({ status, minutes: 15 })

it('does not tell a wrong address from a wrong password', () => {
  expect(failureOf(400)).toEqual(failureOf(401))
})

it('tells a flood, a server in trouble and no answer at all apart', () => {
  const codes = [429, 503, 0].map((status) => failureOf(status).code)
  expect(codes).toEqual(['rateLimit', 'server', 'network'])
})

it('says how long to wait', () => {
  expect(failureOf(429)).toEqual({ code: 'rateLimit', minutes: 15 })
})
