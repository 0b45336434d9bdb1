import { randomBytes } from 'node:crypto'
import {
  createAuditLog,
  createKeyStore,
  type Database,
  type Keyring,
  type KeyStoreOptions,
  parseKeyring,
  type StoredKeys,
} from '../src'

/** A new key-encryption key, as `KEYS_ENCRYPTION_KEYS` lists it. */
export function makeKek(id = 'k1'): string {
  return `${id}:${randomBytes(32).toString('base64')}`
}

/** A keyring of these, the first of which encrypts. */
export function keyringOf(...keks: string[]): Keyring {
  const parsed = parseKeyring(keks.join(','))
  if (!parsed.ok) throw new Error(parsed.problems.join('\n'))
  return parsed.keyring
}

/** For all of a process's stores that name no other. */
export const testKek = makeKek('test')
export const testKeyring = keyringOf(testKek)

const silent = { error: () => undefined }

/** A store as the dashboard has it: sealed and audited. */
export function storeOn(database: Database, options: Partial<KeyStoreOptions> = {}): StoredKeys {
  const { log = silent } = options
  const audit = createAuditLog({ database, log })
  return createKeyStore(database, { keyring: testKeyring, audit, log, ...options })
}
