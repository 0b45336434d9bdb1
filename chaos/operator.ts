import { setTimeout as sleep } from 'node:timers/promises'
import {
  createAuditLog,
  createKeyStore,
  type Database,
  type Keyring,
  openDatabase,
} from '../packages/keys-store/src'
import type { Dice } from './dice'
import { providerKey } from './provider-keys'

/** Keys that are active at any time. */
const POOL = 12

/** Between two changes, in milliseconds. */
const CHANGE_EVERY_MS = [800, 1_600] as const

const origin = {
  actor: { kind: 'operator', name: 'chaos' },
  address: null,
  requestId: 'chaos',
} as const

/** A key as the operator knows it. */
export interface OperatedKey {
  id: string
  name: string
  /** When its revocation was known to be committed, in milliseconds since 1970; `null` while it is active. */
  revokedAt: number | null
}

/** Somebody who adds and revokes keys all along, whatever else happens. */
export interface Operator {
  readonly keys: readonly OperatedKey[]
  /** Verbs that failed: the database was away. */
  readonly failures: number
  start(): void
  stop(): Promise<void>
}

interface OperatorOptions {
  url: string
  keyring: Keyring
  dice: Dice
}

/** @returns the operator, with the first keys added. */
export async function createOperator({ url, keyring, dice }: OperatorOptions): Promise<Operator> {
  const database = openDatabase({ url, maxConnections: 2, queryTimeoutMs: 4_000 })
  const log = { error: () => undefined }
  const audit = createAuditLog({ database, log })
  const store = createKeyStore(database, { keyring, audit, log })
  const keys: OperatedKey[] = []
  let serial = 0
  let failures = 0
  let isStopped = false
  let working: Promise<void> = Promise.resolve()

  async function add(): Promise<void> {
    const { name, key } = providerKey((serial += 1))
    const created = await store.create({ provider: 'gemini', name, key }, origin)
    if (created) keys.push({ id: created.id, name, revokedAt: null })
  }

  async function revoke(): Promise<void> {
    const active = keys.filter(({ revokedAt }) => revokedAt === null)
    const chosen = dice.pick(active)
    await store.setActive({ keyIds: [chosen.id], isActive: false }, origin)
    chosen.revokedAt = Date.now()
  }

  /** A verb that failed may have been done all the same: the database tells. */
  async function lookAgain(): Promise<void> {
    for (const { id, name, isActive } of await activity(database)) {
      const known = keys.find((key) => key.id === id)
      if (!known) keys.push({ id, name, revokedAt: isActive ? null : Date.now() })
      else if (!isActive) known.revokedAt ??= Date.now()
    }
  }

  async function work(): Promise<void> {
    let isUnsure = false
    while (!isStopped) {
      await sleep(dice.between(...CHANGE_EVERY_MS))
      try {
        if (isUnsure) await lookAgain()
        isUnsure = false
        const active = keys.filter(({ revokedAt }) => revokedAt === null).length
        await (active < POOL ? add() : revoke())
      } catch {
        failures += 1
        isUnsure = true
      }
    }
    if (isUnsure) await lookAgain()
  }

  while (keys.length < POOL) await add()
  return {
    keys,
    get failures() {
      return failures
    },
    start() {
      working = work()
    },
    async stop() {
      isStopped = true
      await working
      await audit.close()
      await database.close()
    },
  }
}

function activity({ prisma }: Database) {
  return prisma.apiKey.findMany({ select: { id: true, name: true, isActive: true } })
}
