import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from '../packages/keys-store/src'
import { verifyAudit } from '../packages/keys-store/src/audit'
import type { CallerFailure } from './judge/caller-failures'
import type { CountedUse } from './judge/counts'
import type { Interval } from './judge/disturbance'
import type { KeyUse } from './judge/wrong-uses'
import { type ClientLine, type ProviderLine, readLedger } from './ledger'
import type { ClientRun } from './stack/clients'

/** What the clients and the provider wrote down. */
export interface Ledgers {
  handed: (KeyUse & { use: string })[]
  counted: CountedUse[]
  failures: CallerFailure[]
  /** When the stream of each run was open. */
  open: Map<string, Interval[]>
  /** Runs that could end by themselves, and what they said at the end; `null`: nothing. */
  closed: { run: string; totals: { pending: number; dropped: number } | null }[]
  /** Calls that went well. */
  ok: number
  provider: ProviderLine[]
}

export async function readLedgers(
  runs: readonly ClientRun[],
  providerLedger: string,
): Promise<Ledgers> {
  const ledgers: Ledgers = {
    handed: [],
    counted: [],
    failures: [],
    open: new Map(),
    closed: [],
    ok: 0,
    provider: await readLedger<ProviderLine>(providerLedger),
  }
  for (const run of runs) addRun(ledgers, run, await readLedger<ClientLine>(run.ledger))
  return ledgers
}

function addRun(ledgers: Ledgers, { name: run, killedAt }: ClientRun, lines: ClientLine[]): void {
  const begun = new Map<string, string>()
  const streams: { at: number; state: string }[] = []
  let totals: { pending: number; dropped: number } | null = null
  for (const line of lines) {
    if (line.kind === 'begun') {
      begun.set(line.call, line.keyId)
      ledgers.handed.push({ at: line.at, keyId: line.keyId, run, use: line.call })
    } else if (line.kind === 'ended') {
      begun.delete(line.call)
      ledgers.counted.push({ keyId: line.keyId, at: line.at, run })
    } else if (line.kind === 'failed') ledgers.failures.push({ ...line, run })
    else if (line.kind === 'stream') streams.push(line)
    else if (line.kind === 'closed') totals = line
    else if (line.kind === 'calls') ledgers.ok += line.ok
  }
  for (const keyId of begun.values()) ledgers.counted.push({ keyId, at: null, run })
  ledgers.open.set(run, openIntervals(streams, killedAt ?? Date.now()))
  if (killedAt === null) ledgers.closed.push({ run, totals })
}

function openIntervals(states: readonly { at: number; state: string }[], end: number): Interval[] {
  return states.flatMap(({ at, state }, index) =>
    state === 'open' ? [{ from: at, to: states[index + 1]?.at ?? end }] : [],
  )
}

/** What the database says at the end. */
export interface Stored {
  /** Uses by key. */
  uses: Map<string, number>
  /** Keys whose uses by minute and by hour do not add up to their count. */
  unequal: string[]
  /** `null`: the audit holds. */
  auditProblem: string | null
  auditRows: number
  epoch: number
  /** The highest epoch that a key, a removal or a cooldown bears. */
  newest: number
}

export async function readStored(url: string): Promise<Stored> {
  await using database = openDatabase({ url })
  const { prisma } = database
  const keys = await prisma.apiKey.findMany({ select: { id: true, usageCount: true } })
  const cells = await prisma.keyUsage.groupBy({ by: ['keyId', 'span'], _sum: { count: true } })
  const sums = new Map(cells.map(({ keyId, span, _sum }) => [`${span} ${keyId}`, _sum.count]))
  const unequal = keys.filter(({ id, usageCount }) =>
    ['minute', 'hour'].some((span) => (sums.get(`${span} ${id}`) ?? 0n) !== usageCount),
  )
  const [row] = await prisma.$queryRaw<{ epoch: bigint; newest: bigint | null }[]>`
    SELECT "epoch", (SELECT max("revision") FROM (
      SELECT "revision" FROM "api_keys" UNION ALL SELECT "revision" FROM "removed_keys"
      UNION ALL SELECT "revision" FROM "key_cooldowns") AS r) AS "newest" FROM "keys_epoch"`
  const { ok, rows, problem } = await verifyAudit(database)
  return {
    uses: new Map(keys.map(({ id, usageCount }) => [id, Number(usageCount)])),
    unequal: unequal.map(({ id }) => id),
    auditProblem: ok ? null : `${problem?.kind ?? 'unknown'} at ${problem?.seq ?? '?'}`,
    auditRows: rows,
    epoch: Number(row?.epoch ?? -1),
    newest: Number(row?.newest ?? 0),
  }
}

/** Waits a little for what is still on its way after the clients have ended. */
export const settle = () => sleep(500)
