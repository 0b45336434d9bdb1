import { randomBytes } from 'node:crypto'
import { KeysError, type Role } from '@itqan/keys-contract'
import {
  type AuditEvent,
  createConsoleHandler,
  type HeaderReader,
  type Log,
} from '@itqan/keys-router'
import { consolePorts, someOrigin } from '@itqan/keys-router/test-doubles'
import {
  createAuditLog,
  createKeyOpener,
  createKeyTransfer,
  createPeopleStore,
  type Database,
  openDatabase,
  parseKeyring,
} from '@itqan/keys-store'
import { openTestDatabase } from '@itqan/keys-store/test-database'
import { addressOf } from '../../src/server/arrival/address-of'
import { createAuth } from '../../src/server/auth'
import { openCounters } from '../../src/server/rate-limit/open-counters'
import { userOf } from '../../src/server/session-user'
import { createAuthHandler } from '../../src/server/sign-in/auth-handler'
import { createPasswords } from '../../src/server/sign-in/create-passwords'
import { openSignInCounters } from '../../src/server/sign-in/sign-in-counters'
import { createSignInLimits } from '../../src/server/sign-in/sign-in-limits'
import { listen } from '../listen'
import { cookieOf, ORIGIN, post, signIn } from '../sign-in/serve-sign-in'

/** How many keys one person is shown here. */
export const MAX_REVEALS = 4

/** People's side, as far as it shows keys, on a real port and over a real database. */
export interface RevealApi extends AsyncDisposable {
  database: Database
  audited: AuditEvent[]
  logged: Record<string, unknown>[]
  /** Whether the audit fails. */
  breakAudit(isBroken: boolean): void
  addKey(key: string): Promise<string>
  /** Makes a person and signs them in. @returns the cookie. */
  enter(role: Role): Promise<string>
  /** Lets the password of every session have been given so long ago. */
  agePasswords(ms: number): Promise<void>
  call(procedure: string, input: object, cookie: string): Promise<Response>
}

export const password = 'a-password-of-a-person'

export async function serveReveal(): Promise<RevealApi> {
  const server = await openTestDatabase()
  const database = openDatabase({ url: server.url })
  const secret = 'test-secret-of-the-sessions-0123456789'
  const logged: Record<string, unknown>[] = []
  const log: Log = { error: (message, fields) => void logged.push({ message, ...fields }) }
  const auth = createAuth({ database, secret, baseURL: ORIGIN, log })
  const storeAudit = createAuditLog({ database, log })
  const people = createPeopleStore(database, storeAudit)
  const keyring = parseKeyring(`k1:${randomBytes(32).toString('base64')}`)
  if (!keyring.ok) throw new Error(keyring.problems.join('\n'))
  const opener = createKeyOpener({ keyring: keyring.keyring, log })
  const common = { keyring: keyring.keyring, audit: storeAudit, opener }
  const transfer = createKeyTransfer(database, common)
  const audited: AuditEvent[] = []
  let isBroken = false
  const audit = {
    async append(event: AuditEvent) {
      if (isBroken) throw new KeysError('audit_unavailable', 'The audit cannot be written')
      audited.push(event)
    },
  }
  const counters = openCounters({ log })
  const limits = createSignInLimits({ counters, secret })
  const ways = {
    audit,
    log,
    origins: [ORIGIN],
    addressOf: (from: HeaderReader) => addressOf(from, 1),
  }
  const signingIn = createAuthHandler({
    ...ways,
    auth,
    people,
    limits,
    ...openSignInCounters(counters),
  })
  const console = createConsoleHandler({
    ...ways,
    ports: consolePorts({
      transfer,
      passwords: createPasswords({ auth, limits }),
      reveals: counters.open({ name: 'reveal', points: MAX_REVEALS, seconds: 600 }),
      audit,
    }),
    getUser: (headers) => userOf(auth, headers),
  })
  const { url, close } = await listen((request) =>
    new URL(request.url).pathname.startsWith('/api/auth/') ? signingIn(request) : console(request),
  )
  let serial = 0
  return {
    database,
    audited,
    logged,
    breakAudit: (next) => (isBroken = next),
    async addKey(key) {
      const input = { provider: 'gemini', name: 'a key', key }
      const [id] = await transfer.importKeys([input], someOrigin)
      if (!id) throw new Error('the key was refused as a duplicate')
      return id
    },
    async enter(role) {
      serial += 1
      const email = `person-${serial}@keys.example`
      const { token } = await people.invite({ email, role }, someOrigin)
      const { password: passwords } = await auth.$context
      const passwordHash = await passwords.hash(password)
      await people.accept({ token, email, name: email, passwordHash }, someOrigin)
      return cookieOf(await signIn(url, { email, password }))
    },
    async agePasswords(ms) {
      const passwordAt = new Date(Date.now() - ms)
      await database.prisma.session.updateMany({ data: { passwordAt } })
    },
    call: (procedure, input, cookie) =>
      post(`${url}/api/trpc/${procedure}`, { json: input }, { cookie }),
    async [Symbol.asyncDispose]() {
      await close()
      await storeAudit.close()
      await database.close()
      await server[Symbol.asyncDispose]()
    },
  }
}
