import type { AuditConnection } from './audit-connection'
import type { EntryPlace, PreparedEntry } from './audit-entry'
import { checkpointLine, entryLine, keySetLine } from './audit-line'
import type { Checkpoint } from './checkpoint'
import type { Batch } from './key-sets'
import type { SecondSink } from './second-sink'

/** Entries that the database gave a place. */
export interface Placed {
  batch: Batch
  entries: readonly PreparedEntry[]
  places: readonly EntryPlace[]
}

/** An entry of a transaction that this process did not see end. */
export interface Awaited {
  seq: bigint
  hash: string
  lines: string
}

export interface SecondSinks {
  /** Writes what is committed, after what earlier writes still owe. */
  write(placed: Placed, awaited: readonly Awaited[]): Promise<void>
  /** Of a transaction that is not over: its lines are written if it commits. */
  expect(placed: Placed): void
  isExpecting(): boolean
  /** Those that are expected now. */
  awaited(): Awaited[]
  writeCheckpoint(checkpoint: Checkpoint): Promise<void>
  close(): Promise<void>
}

/** Text that a sink did not take yet. More than this is a sink nobody looks after: older text is dropped. */
const MAX_OWED = 16 * 1_024 * 1_024

export interface SecondSinksOptions {
  sinks: readonly SecondSink[]
  connection: AuditConnection
}

export function createSecondSinks({ sinks, connection }: SecondSinksOptions): SecondSinks {
  const owed = new Map<SecondSink, string>()
  const expected = new Set<Awaited>()

  function owe(lines: string): void {
    for (const sink of sinks) {
      const all = (owed.get(sink) ?? '') + lines
      owed.set(sink, all.length > MAX_OWED ? lines : all)
    }
  }

  /** Every sink gets it, even when one before it fails. */
  async function writeAll(lines: string): Promise<void> {
    owe(lines)
    const writes = sinks.map(async (sink) => {
      const all = owed.get(sink)
      // Without a line somebody asks whether one could be written.
      await (all ? sink.write(all) : sink.probe?.())
      owed.delete(sink)
    })
    const failed = (await Promise.allSettled(writes)).find(({ status }) => status === 'rejected')
    if (failed?.status === 'rejected') throw failed.reason
  }

  /** Lines of the transactions that have committed; the others' entries are not there. */
  async function takeCommitted(awaited: readonly Awaited[]): Promise<string> {
    if (awaited.length === 0) return ''
    const rows = await connection.query(
      'SELECT "seq", "hash" FROM "audit_log" WHERE "seq" = ANY($1::bigint[])',
      [awaited.map(({ seq }) => String(seq))],
    )
    const hashes = new Set(rows.map(({ hash }) => hash))
    for (const one of awaited) expected.delete(one)
    return awaited
      .filter(({ hash }) => hashes.has(hash))
      .map(({ lines }) => lines)
      .join('')
  }

  return {
    async write(placed, awaited) {
      if (sinks.length === 0) return
      const own = linesOf(placed)
      const others = await takeCommitted(awaited).catch((error: unknown) => {
        owe(own)
        throw error
      })
      await writeAll(others + own)
    },
    expect(placed) {
      const [place] = placed.places
      if (sinks.length === 0 || !place) return
      expected.add({ seq: place.seq, hash: place.hash, lines: linesOf(placed) })
    },
    isExpecting: () => expected.size > 0,
    awaited: () => [...expected],
    writeCheckpoint: (checkpoint) => writeAll(checkpointLine(checkpoint)),
    async close() {
      await Promise.allSettled(sinks.map((sink) => sink.close()))
    },
  }
}

function linesOf({ batch, entries, places }: Placed): string {
  let lines = ''
  for (const [hash, keyIds] of batch.newSets) lines += keySetLine(hash, keyIds)
  for (const [index, { fields }] of entries.entries()) {
    const place = places[index]
    if (place) lines += entryLine(fields, place)
  }
  return lines
}
