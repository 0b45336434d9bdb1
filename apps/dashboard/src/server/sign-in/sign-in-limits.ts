import { createHmac } from 'node:crypto'
import { networkOf } from '../arrival/address-of'
import type { Counter } from '../rate-limit/counter'
import type { Counters } from '../rate-limit/open-counters'

/** Failures within 15 minutes. */
const SECONDS = 15 * 60

/** Somebody who mistypes; the same password tried from many places; many accounts tried from one. */
const most = { pair: 5, email: 20, network: 50 } as const

/**
 * - `ok`: the session is open.
 * - `refused`: the password was wrong.
 * - `failed`: the server could not tell, which is not held against anybody.
 */
export type AttemptOutcome = 'ok' | 'refused' | 'failed'

export type Attempt =
  | { isAllowed: true; end(outcome: AttemptOutcome): Promise<void> }
  | { isAllowed: false; retryAfterMs: number }

/** Bounds how often a password may be guessed. */
export interface SignInLimits {
  /**
   * Counts an attempt as a failure before its password is looked at, else many at once would all pass.
   *
   * @param address `null` where it is not known: all of those are one.
   */
  begin(attempt: { email: string; address: string | null }): Promise<Attempt>
}

interface Share {
  counter: Counter
  key: string
}

/** @param secret keeps whoever reads the counters from finding out who tried. */
export function createSignInLimits(options: { counters: Counters; secret: string }): SignInLimits {
  const { counters, secret } = options
  const open = (name: keyof typeof most) =>
    counters.open({ name: `sign-in-${name}`, points: most[name], seconds: SECONDS })
  const byNetwork = open('network')
  const byEmail = open('email')
  const byPair = open('pair')

  return {
    async begin({ email, address }) {
      const person = hash(secret, email.trim().toLowerCase())
      const network = address === null ? 'unknown' : networkOf(address)
      const ofNetwork = { counter: byNetwork, key: network }
      const ofPerson = [
        { counter: byEmail, key: person },
        { counter: byPair, key: `${person} ${network}` },
      ]
      const taken: Share[] = []
      for (const share of [ofNetwork, ...ofPerson]) {
        const decision = await share.counter.take(share.key, 1)
        if (!decision.isAllowed) {
          // What one limit refuses fills no other.
          await giveBack(taken)
          return decision
        }
        taken.push(share)
      }
      return {
        isAllowed: true,
        async end(outcome) {
          if (outcome === 'refused') return
          if (outcome === 'failed') return giveBack(taken)
          await giveBack([ofNetwork])
          await Promise.all(ofPerson.map(({ counter, key }) => counter.forget(key)))
        },
      }
    },
  }
}

async function giveBack(shares: readonly Share[]): Promise<void> {
  await Promise.all(shares.map(({ counter, key }) => counter.giveBack(key, 1)))
}

function hash(secret: string, email: string): string {
  return createHmac('sha256', secret).update(`sign-in ${email}`).digest('base64url')
}
