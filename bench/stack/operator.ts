import {
  createAuditLog,
  createKeyStore,
  type Database,
  parseKeyring,
} from '../../packages/keys-store/src'

/** Who switches keys off, from a process that no dashboard knows of. */
export interface Operator {
  revoke(keyId: string): Promise<void>
  restore(keyId: string): Promise<void>
  close(): Promise<void>
}

const origin = {
  actor: { kind: 'operator', name: null },
  address: null,
  requestId: 'bench',
} as const

const log = {
  error: (message: string) => void process.stderr.write(`${message}\n`),
}

export function openOperator(database: Database, keks: string): Operator {
  const parsed = parseKeyring(keks)
  if (!parsed.ok) throw new Error(parsed.problems.join('\n'))
  const audit = createAuditLog({ database, log })
  const store = createKeyStore(database, { keyring: parsed.keyring, audit, log })
  const set = async (keyId: string, isActive: boolean) => {
    await store.setActive({ keyIds: [keyId], isActive }, origin)
  }
  return {
    revoke: (keyId) => set(keyId, false),
    restore: (keyId) => set(keyId, true),
    close: () => audit.close(),
  }
}
