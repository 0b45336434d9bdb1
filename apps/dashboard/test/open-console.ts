import { type ConsolePorts, createPresence, type Log } from '@itqan/keys-router'
import { createPeopleStore } from '@itqan/keys-store'
import { testKeyring } from '@itqan/keys-store/test-store'
import { createAuth } from '../src/server/auth'
import { openConsolePorts } from '../src/server/open-console-ports'
import { openStores } from '../src/server/open-stores'
import { openCounters } from '../src/server/rate-limit/open-counters'
import { createSignInLimits } from '../src/server/sign-in/sign-in-limits'
import { secretsOf } from './serve-internal-api'

const secret = 'test-secret-of-the-sessions-0123456789'
const baseURL = 'https://keys.example'

/** Nobody listens there. */
const nowhere = 'http://127.0.0.1:9'

/** All that the pages stand on, opened as the running dashboard opens it. */
export async function openConsole(options: {
  databaseUrl: string
  secrets: string
  log: Log
}): Promise<{ ports: ConsolePorts; close(): Promise<void> }> {
  const { databaseUrl, secrets, log } = options
  const stores = openStores({ databaseUrl, keyring: testKeyring, log })
  const { database, audit } = stores
  const counters = openCounters({ log })
  const ports = openConsolePorts({
    stores,
    log,
    counters,
    auth: createAuth({ database, secret, baseURL, log }),
    people: createPeopleStore(database, audit),
    signInLimits: createSignInLimits({ counters, secret }),
    presence: createPresence(),
    secrets: secretsOf(secrets),
    providerUrls: { gemini: nowhere, openai: nowhere, anthropic: nowhere, mistral: nowhere },
  })
  return { ports, close: stores.close }
}
