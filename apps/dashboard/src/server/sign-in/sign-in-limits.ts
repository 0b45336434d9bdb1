import { createHmac } from 'node:crypto'
import type { SignInLock } from '@itqan/keys-contract'
import { networkOf } from '../arrival/address-of'
import type { Counter } from '../rate-limit/counter'
import type { Counters } from '../rate-limit/open-counters'

/** Failures within 15 minutes. */
const SECONDS = 15 * 60

/** Somebody who mistypes; the same password tried from many places; many accounts tried from one. */
const most = { pair: 5, email: 20, network: 50 } as const

/** Within one window; nobody is lifted that often. */
const MAX_LIFTS = 1_000

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
  /** Whether a person's passwords may go unlooked at, from wherever they were wrong too often. */
  lockOf(email: string): Promise<SignInLock | null>
  /** Forgets a person's failures, wherever they came from. */
  unlock(email: string): Promise<void>
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
  // Where a person was wrong is not known by the person: a lift gives all places new names.
  const lifts = counters.open({ name: 'sign-in-lift', points: MAX_LIFTS, seconds: SECONDS })
  const personOf = (email: string) => hash(secret, email.trim().toLowerCase())
  const liftsOf = async (person: string) => (await lifts.spent(person))?.points ?? 0

  return {
    async begin({ email, address }) {
      const person = personOf(email)
      const network = address === null ? 'unknown' : networkOf(address)
      const ofNetwork = { counter: byNetwork, key: network }
      const ofPerson = [
        { counter: byEmail, key: person },
        { counter: byPair, key: `${person} ${network} ${await liftsOf(person)}` },
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
    async lockOf(email) {
      const failed = await byEmail.spent(personOf(email))
      if (!failed || failed.points < most.pair) return null
      return { failures: failed.points, until: new Date(Date.now() + failed.leftMs) }
    },
    async unlock(email) {
      const person = personOf(email)
      await lifts.take(person, 1)
      await byEmail.forget(person)
    },
  }
}

async function giveBack(shares: readonly Share[]): Promise<void> {
  await Promise.all(shares.map(({ counter, key }) => counter.giveBack(key, 1)))
}

function hash(secret: string, email: string): string {
  return createHmac('sha256', secret).update(`sign-in ${email}`).digest('base64url')
}
