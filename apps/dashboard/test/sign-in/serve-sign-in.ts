import { type AuditEvent, createConsoleHandler, type Log } from '@itqan/keys-router'
import { openDatabase } from '@itqan/keys-store'
import { openTestDatabase } from '@itqan/keys-store/test-database'
import { addressOf } from '../../src/server/arrival/address-of'
import { createAuth } from '../../src/server/auth'
import { createAdministrator } from '../../src/server/create-administrator'
import { openCounters } from '../../src/server/rate-limit/open-counters'
import { userOf } from '../../src/server/session-user'
import { createAuthHandler } from '../../src/server/sign-in/auth-handler'
import { createSignInLimits } from '../../src/server/sign-in/sign-in-limits'
import { listen } from '../listen'
import { emptyStore } from './empty-store'

export const ORIGIN = 'https://keys.example'
export const person = { email: 'Person@keys.example', password: 'a-password-of-a-person' }

/** People's API on a real port, over a real database, behind one trusted proxy. */
export interface PeoplesApi extends AsyncDisposable {
  url: string
  audited: AuditEvent[]
  /** What the server logged. */
  logged: Record<string, unknown>[]
  /** Of each session, the address that it was opened from. */
  sessionAddresses(): Promise<(string | null)[]>
  /** Forgets all failures, sessions and what was audited. */
  reset(): Promise<void>
  breakDatabase(): Promise<void>
}

export async function servePeople(): Promise<PeoplesApi> {
  const server = await openTestDatabase()
  const database = openDatabase({ url: server.url })
  const secret = 'test-secret-of-the-sessions-0123456789'
  const logged: Record<string, unknown>[] = []
  const log: Log = { error: (message, fields) => void logged.push({ message, ...fields }) }
  const auth = createAuth({ database, secret, baseURL: ORIGIN, log })
  await createAdministrator(auth, { ...person, email: person.email.toLowerCase() })
  const audited: AuditEvent[] = []
  const audit = { append: async (event: AuditEvent) => void audited.push(event) }
  const createPeople = () =>
    createAuthHandler({
      auth,
      limits: createSignInLimits({ counters: openCounters({ log }), secret }),
      audit,
      log,
      origins: [ORIGIN],
      addressOf: (headers) => addressOf(headers, 1),
    })
  let people = createPeople()
  const console = createConsoleHandler({
    store: emptyStore,
    audit,
    log,
    origins: [ORIGIN],
    getUser: (headers) => userOf(auth, headers),
  })
  const { url, close } = await listen((request) =>
    new URL(request.url).pathname.startsWith('/api/auth/') ? people(request) : console(request),
  )
  return {
    url,
    audited,
    logged,
    async sessionAddresses() {
      const { adapter } = await auth.$context
      const rows = await adapter.findMany<{ ipAddress: string | null }>({ model: 'session' })
      return rows.map(({ ipAddress }) => ipAddress)
    },
    async reset() {
      people = createPeople()
      audited.length = 0
      const { adapter } = await auth.$context
      await adapter.deleteMany({ model: 'session', where: [] })
    },
    breakDatabase: () => database.close(),
    async [Symbol.asyncDispose]() {
      await close()
      await database.close()
      await server[Symbol.asyncDispose]()
    },
  }
}

export interface Guess {
  email?: string
  password?: string
  /** Whom the trusted proxy met. */
  from?: string
}

export function signIn(url: string, guess: Guess = {}): Promise<Response> {
  const { email = person.email, password = 'a-wrong-password', from = '192.0.2.1' } = guess
  return fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin: ORIGIN,
      'x-forwarded-for': `203.0.113.${Math.floor(Math.random() * 256)}, ${from}`,
    },
    body: JSON.stringify({ email, password }),
  })
}

/** The session's cookie, as a browser sends it back. */
export function cookieOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1).join(''))
    .join('; ')
}
