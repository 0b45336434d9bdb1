import { setImmediate } from 'node:timers/promises'
import type { Log } from '@itqan/keys-router'
import { LRUCache } from 'lru-cache'
import { EnvelopeError } from './envelope-error'
import type { Keyring } from './parse-keyring'
import { createRedactor, type Redactor } from '../redaction/redactor'
import { namesItsKek, openKey, type SealedRow } from './sealed-key'

/** Opens rows, and remembers those that did. The stores of a process share one. */
export interface KeyOpener {
  /**
   * The keys in clear by their rows' ids. A row that stays shut is left out, and the log says so once.
   *
   * @throws whatever the holder of the keys throws when it cannot be asked.
   */
  open(rows: readonly SealedRow[]): Promise<Map<string, string>>
  /** Knows every key that was ever opened here, or lay in clear. */
  readonly redactor: Redactor
}

export interface KeyOpenerOptions {
  keyring: Keyring
  /** Told of each row that stays shut. */
  log: Log
}

/** In characters of envelopes and keys: some 60,000 keys. */
const CACHE_SIZE = 16_000_000

/** Then other requests have their turn: a process that starts opens its whole pool. */
const OPENS_AT_ONCE = 200

/** Rows whose trouble is not told again. */
const MOST_ALARMED = 10_000

interface Opened {
  provider: string
  envelope: string
  key: string
}

export function createKeyOpener({ keyring, log }: KeyOpenerOptions): KeyOpener {
  const redactor = createRedactor()
  // By row, and good for the very envelope that opened there: whatever differs has to open first.
  const opened = new LRUCache<string, Opened>({
    maxSize: CACHE_SIZE,
    sizeCalculation: ({ envelope, key }, id) => envelope.length + id.length + key.length,
  })
  /** The envelope that was told of, by row. */
  const alarmed = new LRUCache<string, string>({ max: MOST_ALARMED })

  function recall(row: SealedRow): string | undefined {
    const known = opened.get(row.id)
    const isSame = known?.envelope === row.key && known.provider === row.provider
    return isSame && namesItsKek(row) ? known.key : undefined
  }

  async function openAnew(row: SealedRow): Promise<string | undefined> {
    // Not served, and still a secret.
    if (row.kekId === null) redactor.learn(row.key)
    try {
      const key = await openKey(keyring, row)
      opened.set(row.id, { provider: row.provider, envelope: row.key, key })
      redactor.learn(key)
      return key
    } catch (error) {
      if (!(error instanceof EnvelopeError)) throw error
      alarm(row, error)
      return undefined
    }
  }

  function alarm({ id, kekId, key: envelope }: SealedRow, { problem }: EnvelopeError): void {
    if (alarmed.get(id) === envelope) return
    alarmed.set(id, envelope)
    log.error('a stored key cannot be opened, and is not served', { keyId: id, kekId, problem })
  }

  return {
    redactor,
    async open(rows) {
      const keys = new Map<string, string>()
      let opens = 0
      for (const row of rows) {
        const known = recall(row)
        if (known === undefined && (opens += 1) % OPENS_AT_ONCE === 0) await setImmediate()
        const key = known ?? (await openAnew(row))
        if (key !== undefined) keys.set(row.id, key)
      }
      return keys
    },
  }
}
