import { randomUUID } from 'node:crypto'
import type { AuditSink, Origin } from '@itqan/keys-router'
import {
  assertKeysReadable,
  type Database,
  type Keyring,
  rewrapKeys,
  rowsByKek,
} from '@itqan/keys-store'
import { FirstRunError } from './first-run-error'

interface SealOptions {
  database: Database
  keyring: Keyring
  audit: AuditSink
  say: (line: string) => void
}

/** The first run acts for whoever started it. */
export function asOperator(): Origin {
  return { actor: { kind: 'operator', name: 'first-run' }, address: null, requestId: randomUUID() }
}

/**
 * Seals keys that an older release left in clear. Other keys stay as they are.
 *
 * @throws FirstRunError when keys are left that the dashboard could not open.
 */
export async function sealStoredKeys({
  database,
  keyring,
  audit,
  say,
}: SealOptions): Promise<void> {
  const isClear = (await rowsByKek(database)).some(({ kekId }) => kekId === null)
  if (isClear) {
    const { moved, failed } = await rewrapKeys({ database, keyring })
    say(`Sealed ${moved} stored key(s) with "${keyring.currentId}"`)
    if (failed.length > 0) say(`These stay as they are, and are not served: ${failed.join(', ')}`)
    await audit.append({
      ...asOperator(),
      action: 'keys.rewrap',
      outcome: 'ok',
      provider: null,
      keyIds: [],
      detail: `${moved} moved, ${failed.length} failed`,
    })
  }
  await assertKeysReadable(database, keyring).catch((error: unknown) => {
    throw error instanceof Error ? new FirstRunError(error.message) : error
  })
}
