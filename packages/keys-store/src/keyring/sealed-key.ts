import { EnvelopeError } from './envelope-error'
import { openText, type Place, sealText } from './envelope'
import { fingerprints } from './fingerprints'
import type { Keyring } from './parse-keyring'

/** A key's row, as far as it decides what opens. */
export interface SealedRow {
  id: string
  provider: string
  /** The envelope. */
  key: string
  /** `null` where `key` is in clear. */
  kekId: string | null
}

/** What a row keeps of a key: columns of `api_keys`. */
export interface SealedColumns {
  key: string
  kekId: string
  fingerprint: string
}

/** Seals a provider's key for the row that is to hold it. */
export async function sealKey(
  keyring: Keyring,
  row: { id: string; provider: string },
  key: string,
): Promise<SealedColumns> {
  const { envelope, kekId } = await sealText(keyring, placeOf(row), key)
  const [fingerprint = ''] = await fingerprints(keyring, { provider: row.provider, key })
  return { key: envelope, kekId, fingerprint }
}

/**
 * Opens the key of a row. A key in clear is refused like any other that nobody sealed.
 *
 * @throws EnvelopeError unless it was sealed for this very row.
 */
export async function openKey(keyring: Keyring, row: SealedRow): Promise<string> {
  if (row.kekId === null) throw new EnvelopeError('clear')
  if (!namesItsKek(row)) throw new EnvelopeError('malformed')
  return openText(keyring, placeOf(row), row.key)
}

/** Else the column lies to whoever counts the rows that need a key-encryption key. */
export function namesItsKek({ key: envelope, kekId }: SealedRow): boolean {
  return kekId !== null && envelope.startsWith(`${kekId}.`, envelope.indexOf('.') + 1)
}

function placeOf({ id, provider }: { id: string; provider: string }): Place {
  return { rowId: id, provider, column: 'key' }
}
