import type { InternalSecret } from '@itqan/keys-contract'
import { configuredSecrets, type ConsolePorts, type Log, type Presence } from '@itqan/keys-router'
import {
  createConsumerReader,
  createLiveKeys,
  createOrderReader,
  createUsageReader,
  type PeopleStore,
} from '@itqan/keys-store'
import type { Auth } from './auth'
import { createKeyTester } from './key-tests/create-key-tester'
import type { ProviderUrls } from './key-tests/ways-to-ask'
import type { Stores } from './open-stores'
import type { Counters } from './rate-limit/open-counters'
import { openPeople } from './people/open-people'
import { createPasswords } from './sign-in/create-passwords'
import type { SignInLimits } from './sign-in/sign-in-limits'
import { createKeyOrder } from './why/create-key-order'

/** How many keys one person is shown: a few that are looked for, never the pool. */
const reveals = { name: 'reveal', points: 30, seconds: 10 * 60 } as const

/** Enough for a pool of a thousand; a loop would have the provider ban the keys. */
const tests = { name: 'test', points: 1_000, seconds: 10 * 60 } as const

export interface ConsolePortsOptions {
  stores: Stores
  /** Where providers are asked whether they take a key. */
  providerUrls: ProviderUrls
  log: Log
  auth: Auth
  counters: Counters
  /** People, invitations and sessions. */
  people: PeopleStore
  /** The sign-in's: a guess is a guess, wherever it is made. */
  signInLimits: SignInLimits
  /** Which apps come in, and stay. */
  presence: Presence
  /** Those that are accepted. Only what tells them apart goes on to the pages. */
  secrets: readonly InternalSecret[]
}

/** Opens what the pages stand on: each port is one room's. */
export function openConsolePorts(options: ConsolePortsOptions): ConsolePorts {
  const { auth, counters, signInLimits: limits, presence, people } = options
  const { keys, transfer, audit, auditReader, auditVerifier } = options.stores
  return {
    keys,
    tester: createKeyTester({
      urls: options.providerUrls,
      open: transfer.open,
      redact: options.stores.redact,
    }),
    liveKeys: createLiveKeys(options.stores.database, {
      feed: options.stores.feed,
      log: options.log,
    }),
    transfer,
    usage: createUsageReader(options.stores.database),
    order: createKeyOrder(createOrderReader(options.stores.database)),
    people: openPeople({ store: people, limits }),
    profiles: people,
    passwords: createPasswords({ auth, limits }),
    reveals: counters.open(reveals),
    tests: counters.open(tests),
    audit,
    auditReader,
    auditVerifier,
    apps: {
      secrets: configuredSecrets(options.secrets),
      consumers: createConsumerReader(options.stores.database),
      presence,
    },
  }
}
