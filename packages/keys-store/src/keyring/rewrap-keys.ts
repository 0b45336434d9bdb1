import type { Database } from '../database'
import { EnvelopeError } from './envelope-error'
import { isEnvelope } from './envelope'
import type { Keyring } from './parse-keyring'
import { storeRewrapped } from './store-rewrapped'
import { type KekRows, rowsByKek } from './rows-by-kek'
import { openKey, sealKey, type SealedRow } from './sealed-key'

export interface RewrapOptions {
  database: Database
  keyring: Keyring
  /** Told after each page: how many rows were looked at, of how many. */
  onProgress?: (progress: { done: number; total: number }) => void
  /** Ends after the page under way; the next run goes on from there. */
  signal?: AbortSignal
}

export interface Rewrapped {
  /** Rows that are now sealed with the newest key. */
  moved: number
  /** Ids of rows that stay shut: they are left as they are. */
  failed: string[]
  /** What stands in the table afterwards. */
  rowsByKek: KekRows[]
}

/** Whoever adds rows with an older key without end does not keep this from ending. */
const MOST_PASSES = 5

/** Few enough that reports do not notice its locks. */
const PAGE = 100

/**
 * Seals every row with the newest key-encryption key, those in clear as well, while the pool is in use.
 * A row is either as it was or moved, so a run that was killed is resumed by another, and two at once do
 * no harm.
 */
export async function rewrapKeys(options: RewrapOptions): Promise<Rewrapped> {
  const { database } = options
  let moved = 0
  let failed: string[] = []
  for (let turn = 0; turn < MOST_PASSES; turn += 1) {
    const pass = await rewrapOnce(options)
    moved += pass.moved
    failed = pass.failed
    // Others may have added rows with an older key, or written one that was read: look again.
    if (pass.tried === 0 || options.signal?.aborted) break
  }
  return { moved, failed, rowsByKek: await rowsByKek(database) }
}

interface Pass extends Pick<Rewrapped, 'moved' | 'failed'> {
  /** Rows that could be sealed anew. */
  tried: number
}

async function rewrapOnce(options: RewrapOptions): Promise<Pass> {
  const { database, keyring, onProgress, signal } = options
  const outdated = { OR: [{ kekId: null }, { kekId: { not: keyring.currentId } }] }
  const total = await database.prisma.apiKey.count({ where: outdated })
  const pass: Pass = { moved: 0, failed: [], tried: 0 }
  let [last, done] = ['', 0]
  while (!signal?.aborted) {
    const rows = await database.prisma.apiKey.findMany({
      where: { ...outdated, id: { gt: last } },
      select: { id: true, provider: true, key: true, kekId: true },
      orderBy: { id: 'asc' },
      take: PAGE,
    })
    if (rows.length === 0) break
    const resealed = await Promise.all(rows.map((row) => reseal(keyring, row)))
    const ready = resealed.filter((row) => row !== null)
    pass.tried += ready.length
    pass.moved += await storeRewrapped(database, ready)
    pass.failed.push(...rows.filter((_row, index) => !resealed[index]).map(({ id }) => id))
    last = rows.at(-1)?.id ?? last
    done += rows.length
    onProgress?.({ done, total: Math.max(done, total) })
  }
  return pass
}

/** @returns `null` when the row stays shut. */
async function reseal(keyring: Keyring, row: SealedRow) {
  try {
    const key = row.kekId === null ? readClear(row) : await openKey(keyring, row)
    return { before: row, after: await sealKey(keyring, row, key) }
  } catch (error) {
    if (error instanceof EnvelopeError) return null
    throw error
  }
}

// An envelope whose row lost its `kekId` is no key: sealed once more, it would be served as one.
function readClear({ key }: SealedRow): string {
  if (key === '' || isEnvelope(key)) throw new EnvelopeError('malformed')
  return key
}
