import type { AuditEvent, AuditSink, Log } from '@itqan/keys-router'
import type { Database } from '../database'
import { codeOf } from '../error-code'
import type { Session } from '../store/epoch'
import { timedAppend } from '../telemetry/time-append'
import { APPEND, APPEND_AT, epochIn, isUnknownSet, toPlaces } from './append-entries'
import { type AuditConnection, openAuditConnection } from './audit-connection'
import { type EntryPlace, prepareEntry, type PreparedEntry } from './audit-entry'
import type { CheckpointSigner } from './checkpoint'
import { createCheckpoints } from './checkpoints'
import { createFlushQueue, unavailable } from './flush-queue'
import { inTime } from '../in-time'
import { createKeySets } from './key-sets'
import { createSecondSinks } from './second-sinks'
import type { SecondSink } from './second-sink'
import { type Pending, toTurn, type Turn } from './turn'

export interface AuditLogOptions {
  database: Database
  /** Where entries are written besides. What cannot be written there is not kept. Default none. */
  sinks?: readonly SecondSink[]
  /** Signs where the chain stands; without one there are no checkpoints, and no retention. */
  signer?: CheckpointSigner
  /** Entries from one checkpoint to the next. Default 1,000. */
  checkpointEvery?: number
  /** Default: a connection of its own. */
  connection?: AuditConnection
  log: Log
}

/** The audit: append-only, hash-chained, kept in the database and wherever else it is told to. */
export interface AuditLog extends Required<AuditSink> {
  /**
   * Appends in the caller's transaction, as its last statement: the chain is locked until its end.
   *
   * @throws KeysError `audit_unavailable`, within 2 s: then the transaction must roll back.
   */
  appendWithin(session: Session, event: AuditEvent): Promise<void>
  /**
   * Does all that keeping an entry takes, without one: the chain is taken, and sinks get what they still
   * miss.
   *
   * @throws KeysError `audit_unavailable`, within 2 s: then no entry would have been kept.
   */
  probe(): Promise<void>
  /** Keeps what was begun, signs a last checkpoint, and refuses what comes later. */
  close(): Promise<void>
}

/** In milliseconds; less than the 2 s of `AuditSink`. */
const PATIENCE_MS = 1_800

const CLOSE_MS = 10_000

const MAX_WAITING = 5_000
const MAX_TOGETHER = 256

export function createAuditLog(options: AuditLogOptions): AuditLog {
  const { database, log } = options
  const connection = options.connection ?? openAuditConnection(database)
  const keySets = createKeySets()
  const sinks = createSecondSinks({ sinks: options.sinks ?? [], connection })
  const checkpoints = createCheckpoints({ ...options, connection, sinks })
  let failures = 0

  /** @returns the epoch whose entries are kept, too; `null` for none. */
  async function write({ always, epoch, atEpoch }: Turn): Promise<number | null> {
    const all = [...always, ...atEpoch]
    const batch = keySets.toBatch(all)
    // Whoever was in a transaction before this has left it when the chain is ours.
    const awaited = sinks.awaited()
    const rows =
      epoch === null
        ? await connection.query(APPEND, [batch.entries, batch.sets])
        : await connection.query(APPEND_AT, [
            batch.entries,
            batch.sets,
            String(epoch),
            keySets.toBatch(always).entries,
          ])
    const keptEpoch = epoch !== null && epochIn(rows) === epoch ? epoch : null
    const entries = keptEpoch === null ? always : all
    const places = toPlaces(rows, { size: entries.length })
    keySets.remember(batch)
    checkpoints.note(places.at(-1))
    await sinks.write({ batch, entries, places }, awaited)
    return keptEpoch
  }

  async function flush(items: readonly Pending[]): Promise<number | null> {
    const turn = toTurn(items)
    try {
      const keptEpoch = await write(turn).catch((error: unknown) => {
        if (!isUnknownSet(error)) throw error
        keySets.forget()
        return write(turn)
      })
      if (failures > 0) log.error('audit writes again', { failedWrites: failures })
      failures = 0
      return keptEpoch
    } catch (error) {
      failures += 1
      if (failures === 1) log.error('audit cannot be written', { code: codeOf(error) })
      throw error
    }
  }

  const queue = createFlushQueue<Pending, number | null>({
    flush,
    afterwards: checkpoints.follow,
    maxWaiting: MAX_WAITING,
    maxTogether: MAX_TOGETHER,
    patienceMs: PATIENCE_MS,
  })

  async function placeWithin(session: Session, entry: PreparedEntry): Promise<void> {
    // Whether another's transaction commits is not known: each sends its own sets.
    const batch = createKeySets().toBatch([entry])
    const append = session.$queryRawUnsafe<Record<string, unknown>[]>(
      APPEND,
      batch.entries,
      batch.sets,
    )
    const places: EntryPlace[] = toPlaces(await inTime(append, PATIENCE_MS), { size: 1 })
    sinks.expect({ batch, entries: [entry], places })
  }

  return {
    async append(event) {
      await timedAppend(() => queue.add({ entry: prepareEntry(event), epoch: null }))
    },
    async appendAt(event, epoch) {
      const kept = await timedAppend(() => queue.add({ entry: prepareEntry(event), epoch }))
      return kept === epoch
    },
    probe: async () => void (await queue.add({ entry: null, epoch: null })),
    async appendWithin(session, event) {
      await timedAppend(() => placeWithin(session, prepareEntry(event))).catch((error: unknown) => {
        throw unavailable('try again', error)
      })
      // Waits for the chain, and so for the end of this transaction; then its line can be written.
      if (sinks.isExpecting()) queue.wake()
    },
    async close() {
      if (sinks.isExpecting()) queue.wake()
      // A sink that hangs keeps no command from its end: the table has what it was to write.
      await inTime(queue.close().then(checkpoints.finish), CLOSE_MS).catch((error: unknown) =>
        log.error('audit was closed before all was written', { code: codeOf(error) }),
      )
      await inTime(sinks.close(), CLOSE_MS).catch(() => undefined)
      await connection.close()
    },
  }
}
