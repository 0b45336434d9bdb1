import type { Role } from '@itqan/keys-contract'
import {
  type AuditEvent,
  createConsoleHandler,
  type HeaderReader,
  type Log,
} from '@itqan/keys-router'
import { consolePorts, someOrigin } from '@itqan/keys-router/test-doubles'
import {
  createAuditLog,
  createPeopleStore,
  type Database,
  openDatabase,
  type PeopleStore,
} from '@itqan/keys-store'
import { openTestDatabase } from '@itqan/keys-store/test-database'
import { addressOf } from '../../src/server/arrival/address-of'
import { type Auth, createAuth } from '../../src/server/auth'
import { openPeople } from '../../src/server/people/open-people'
import { openCounters } from '../../src/server/rate-limit/open-counters'
import { userOf } from '../../src/server/session-user'
import { createAuthHandler } from '../../src/server/sign-in/auth-handler'
import { openSignInCounters } from '../../src/server/sign-in/sign-in-counters'
import { createSignInLimits } from '../../src/server/sign-in/sign-in-limits'
import { listen } from '../listen'

export const ORIGIN = 'https://keys.example'
export const person = { email: 'Person@keys.example', password: 'a-password-of-a-person' }

/** People's API on a real port, over a real database, behind one trusted proxy. */
export interface PeoplesApi extends AsyncDisposable {
  url: string
  database: Database
  people: PeopleStore
  /** What was audited without a transaction: sign-ins, passwords, codes. */
  audited: AuditEvent[]
  /** The actions that the database's audit holds, in their order. */
  auditedInStore(): Promise<string[]>
  /** What the server logged. */
  logged: Record<string, unknown>[]
  /** Of each session, the address that it was opened from. */
  sessionAddresses(): Promise<(string | null)[]>
  /** Makes a person by an invitation. @returns the id. */
  addPerson(person: { email: string; password: string; role?: Role }): Promise<string>
  /** Forgets all failures, sessions and what was audited. */
  reset(): Promise<void>
  breakDatabase(): Promise<void>
}

export async function servePeople({ isEmpty = false } = {}): Promise<PeoplesApi> {
  const server = await openTestDatabase()
  const database = openDatabase({ url: server.url })
  const secret = 'test-secret-of-the-sessions-0123456789'
  const logged: Record<string, unknown>[] = []
  const log: Log = { error: (message, fields) => void logged.push({ message, ...fields }) }
  const auth = createAuth({ database, secret, baseURL: ORIGIN, log })
  const storeAudit = createAuditLog({ database, log })
  const people = createPeopleStore(database, storeAudit)
  if (!isEmpty) await makeFirst({ auth, people })
  const audited: AuditEvent[] = []
  const audit = { append: async (event: AuditEvent) => void audited.push(event) }
  const createHandlers = () => {
    const counters = openCounters({ log })
    const limits = createSignInLimits({ counters, secret })
    const common = { audit, log, origins: [ORIGIN] }
    const ports = consolePorts({
      keys: { ...consolePorts().keys, listManaged: async () => [] },
      people: openPeople({ store: people, limits }),
      profiles: people,
      // Nothing happens to any key.
      liveKeys: { subscribe: async () => () => undefined },
      audit,
    })
    const getUser = (headers: Headers) => userOf(auth, headers)
    const lookForUser = (headers: Headers) => userOf(auth, headers, { isLookOnly: true })
    const fromProxy = (headers: HeaderReader) => addressOf(headers, 1)
    const routes = { auth, people, limits, ...openSignInCounters(counters) }
    return {
      people: createAuthHandler({ ...common, ...routes, addressOf: fromProxy }),
      console: createConsoleHandler({
        ...common,
        ports,
        getUser,
        lookForUser,
        addressOf: fromProxy,
      }),
    }
  }
  let handlers = createHandlers()
  const { url, close } = await listen((request) =>
    new URL(request.url).pathname.startsWith('/api/auth/')
      ? handlers.people(request)
      : handlers.console(request),
  )
  return {
    url,
    database,
    people,
    audited,
    logged,
    async auditedInStore() {
      const rows = await database.prisma.auditEntry.findMany({ orderBy: { seq: 'asc' } })
      return rows.map(({ action }) => action)
    },
    async sessionAddresses() {
      const { adapter } = await auth.$context
      const rows = await adapter.findMany<{ ipAddress: string | null }>({ model: 'session' })
      return rows.map(({ ipAddress }) => ipAddress)
    },
    async addPerson({ email, password, role = 'operator' }) {
      const { token } = await people.invite({ email, role }, someOrigin)
      return accept({ auth, people }, { token, email, password })
    },
    async reset() {
      handlers = createHandlers()
      audited.length = 0
      const { adapter } = await auth.$context
      await adapter.deleteMany({ model: 'session', where: [] })
    },
    breakDatabase: () => database.close(),
    async [Symbol.asyncDispose]() {
      await close()
      await storeAudit.close()
      await database.close()
      await server[Symbol.asyncDispose]()
    },
  }
}

interface Parts {
  auth: Auth
  people: PeopleStore
}

async function makeFirst(parts: Parts): Promise<void> {
  const { token } = await parts.people.inviteFirst(someOrigin)
  await accept(parts, { ...person, email: person.email.toLowerCase(), token })
}

async function accept(
  { auth, people }: Parts,
  { token, email, password }: { token: string; email: string; password: string },
): Promise<string> {
  const { internalAdapter, password: passwords } = await auth.$context
  const passwordHash = await passwords.hash(password)
  await people.accept({ token, email, name: email, passwordHash }, someOrigin)
  const found = await internalAdapter.findUserByEmail(email)
  return found?.user.id ?? ''
}

export interface Guess {
  email?: string
  password?: string
  /** Whom the trusted proxy met. */
  from?: string
}

/** Asks as the pages do. */
export function post(
  url: string,
  body: object,
  { cookie = '', from = '192.0.2.1' }: { cookie?: string; from?: string } = {},
): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin: ORIGIN,
      'x-forwarded-for': `203.0.113.${Math.floor(Math.random() * 256)}, ${from}`,
      ...(cookie && { cookie }),
    },
    body: JSON.stringify(body),
  })
}

export function signIn(url: string, guess: Guess = {}): Promise<Response> {
  const { email = person.email, password = 'a-wrong-password', from = '192.0.2.1' } = guess
  return post(`${url}/api/auth/sign-in/email`, { email, password }, { from })
}

/** The cookies that an answer sets, as a browser sends them back. */
export function cookieOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1).join(''))
    .join('; ')
}
