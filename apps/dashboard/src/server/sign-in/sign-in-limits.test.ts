import { expect, it } from 'vitest'
import { openCounters } from '../rate-limit/open-counters'
import { type AttemptOutcome, createSignInLimits } from './sign-in-limits'

interface Guess {
  email?: string
  address?: string | null
  outcome?: AttemptOutcome
}

function setUp() {
  const counters = openCounters({ log: { error: () => undefined } })
  const limits = createSignInLimits({ counters, secret: 'test-secret-of-the-sessions' })
  /** @returns whether the password was looked at. */
  return async ({ email = 'a@keys.example', address = '192.0.2.1', ...rest }: Guess = {}) => {
    const attempt = await limits.begin({ email, address })
    if (!attempt.isAllowed) return false
    await attempt.end(rest.outcome ?? 'refused')
    return true
  }
}

/** How many of the guesses were looked at. */
async function allowed(times: number, guess: (index: number) => Promise<boolean>): Promise<number> {
  let count = 0
  for (let index = 0; index < times; index += 1) if (await guess(index)) count += 1
  return count
}

it('line 30: a person guesses five times at most from one address', async () => {
  const guess = setUp()
  expect(await allowed(20, () => guess())).toBe(5)
  expect(await guess({ email: ' A@Keys.Example ' })).toBe(false)
  expect(await guess({ address: '192.0.2.2' })).toBe(true)
  expect(await guess({ email: 'b@keys.example' })).toBe(true)
})

it('line 30: one account is guessed twenty times at most, from wherever', async () => {
  const guess = setUp()
  expect(await allowed(40, (index) => guess({ address: `192.0.2.${index}` }))).toBe(20)
})

it('line 30: one address guesses fifty times at most, at whatever account', async () => {
  const guess = setUp()
  expect(await allowed(80, (index) => guess({ email: `nobody-${index}@keys.example` }))).toBe(50)
  expect(await guess({ address: '192.0.2.2' })).toBe(true)
})

it('line 30: an IPv6 network counts as one address, and so do all that are not known', async () => {
  const guess = setUp()
  const inNetwork = (index: number) => guess({ address: `2001:db8:1:2::${index + 1}` })
  expect(await allowed(10, inNetwork)).toBe(5)
  expect(await guess({ address: '2001:db8:1:3::1' })).toBe(true)
  expect(await allowed(10, () => guess({ address: null }))).toBe(5)
})

it('line 30: a success begins anew for the person, and is not counted for the address', async () => {
  const guess = setUp()
  for (let round = 0; round < 10; round += 1) {
    expect(await allowed(4, () => guess())).toBe(4)
    expect(await guess({ outcome: 'ok' })).toBe(true)
  }
  // Forty of the address's fifty failures are spent; whoever has an account wins none back by it.
  expect(await allowed(20, (index) => guess({ email: `${index}@keys.example` }))).toBe(10)
})

it('line 30: what one limit refuses fills no other', async () => {
  const guess = setUp()
  expect(await allowed(100, () => guess())).toBe(5)
  expect(await allowed(100, (index) => guess({ address: `192.0.2.${index + 2}` }))).toBe(15)
})

it('holds a server’s own trouble against nobody', async () => {
  const guess = setUp()
  expect(await allowed(100, () => guess({ outcome: 'failed' }))).toBe(100)
})
