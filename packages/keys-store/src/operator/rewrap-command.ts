import { createAuditLog } from '../audit'
import type { Database } from '../database'
import { type KekRows, type Keyring, rewrapKeys, rowsByKek } from '../keyring'
import type { CommandLine } from './command-line/command-line'
import { type ExitCode, exitCodes } from './exit-codes'
import type { Io } from './io'
import { messages } from './messages'
import { logTo, operatorOf } from './operator'
import { startProgress } from './progress'
import { readAuditSinks, readKeyring } from './settings'
import { renderColumns } from './table'
import { withDashboardDatabase } from './with-dashboard-database'

/** What one key-encryption key is still good for. */
type Advice = 'current' | 'needed' | 'removable' | 'absent' | 'clear'

interface Standing extends KekRows {
  advice: Advice
}

/** `keys rewrap`: moves rows, then tells which keys are needed. With `--check` it only tells. */
export async function runRewrap(io: Io, line: CommandLine): Promise<ExitCode> {
  const keyring = readKeyring(io)
  const json = line.flag('json')
  return withDashboardDatabase(io, (database) =>
    line.flag('check')
      ? check(io, { database, keyring, json })
      : rewrap(io, { database, keyring, json }),
  )
}

interface Job {
  database: Database
  keyring: Keyring
  json: boolean
}

async function check(io: Io, { database, keyring, json }: Job): Promise<ExitCode> {
  const { rewrap: words } = messages[io.language]
  const table = standings(await rowsByKek(database), keyring)
  const due = dueIn(table)
  if (json) io.out(JSON.stringify({ ok: due === 0, due, keys: table }))
  else {
    tellTable(io, table)
    io.out(due === 0 ? words.nothing : words.due(due))
  }
  return due === 0 ? exitCodes.ok : exitCodes.found
}

async function rewrap(io: Io, { database, keyring, json }: Job): Promise<ExitCode> {
  const { rewrap: words } = messages[io.language]
  const hadClear = (await rowsByKek(database)).some(({ kekId }) => kekId === null)
  const progress = startProgress(io, { title: words.moving, line: words.progress })
  const {
    moved,
    failed,
    rowsByKek: left,
  } = await rewrapKeys({
    database,
    keyring,
    signal: io.signal,
    onProgress: ({ done, total }) => progress.tell(done, total),
  }).finally(() => progress.stop())
  // What was in clear lies in the table's file until it is written anew. First: nothing finds it later.
  if (hadClear && moved > 0) await database.prisma.$executeRaw`VACUUM FULL "api_keys"`
  if (moved > 0) await record(io, database, { moved, failed, keyring })
  const table = standings(left, keyring)
  if (json) io.out(JSON.stringify({ ok: failed.length === 0, moved, failed, keys: table }))
  else {
    if (moved > 0 || failed.length === 0) io.out(moved === 0 ? words.nothing : words.moved(moved))
    tellTable(io, table)
    if (failed.length > 0) io.err(io.colors.red(words.failed(failed)))
  }
  if (failed.length === 0) return exitCodes.ok
  return table.some(({ advice }) => advice === 'absent')
    ? exitCodes.encryptionKeys
    : exitCodes.found
}

async function record(
  io: Io,
  database: Database,
  { moved, failed, keyring }: { moved: number; failed: string[]; keyring: Keyring },
): Promise<void> {
  const audit = createAuditLog({ database, sinks: readAuditSinks(io), log: logTo(io) })
  try {
    await audit.append({
      ...operatorOf(io),
      action: 'keys.rewrap',
      outcome: failed.length === 0 ? 'ok' : 'failed',
      provider: null,
      keyIds: failed,
      detail: `${moved} to ${keyring.currentId}, ${failed.length} failed`,
    })
  } finally {
    await audit.close()
  }
}

/** Those of the keyring first, in its order; then what rows need besides. */
function standings(rows: readonly KekRows[], keyring: Keyring): Standing[] {
  const held = keyring.ids.map((kekId) => ({
    kekId,
    rows: rows.find((one) => one.kekId === kekId)?.rows ?? 0,
  }))
  const others = rows.filter(({ kekId }) => kekId === null || !keyring.has(kekId))
  return [...held, ...others].map((one) => ({ ...one, advice: adviceOn(one, keyring) }))
}

function adviceOn({ kekId, rows }: KekRows, keyring: Keyring): Advice {
  if (kekId === null) return 'clear'
  if (!keyring.has(kekId)) return 'absent'
  if (kekId === keyring.currentId) return 'current'
  return rows > 0 ? 'needed' : 'removable'
}

const dueIn = (table: readonly Standing[]): number =>
  table.reduce((sum, { advice, rows }) => (advice === 'current' ? sum : sum + rows), 0)

function tellTable(io: Io, table: readonly Standing[]): void {
  const { headings, advice, inClear } = messages[io.language].rewrap
  const number = new Intl.NumberFormat(io.language)
  const rows = table.map((one) => [
    one.kekId ?? inClear,
    number.format(one.rows),
    advice[one.advice],
  ])
  const [head, ...body] = renderColumns(
    [[headings.kek, headings.rows, headings.advice], ...rows],
    (column) => column === 1,
  )
  io.out(io.colors.bold(head ?? ''))
  for (const text of body) io.out(text)
}
