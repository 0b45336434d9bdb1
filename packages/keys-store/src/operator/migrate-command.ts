import { openDatabase } from '../database'
import { assertKeysReadable, type Keyring, rowsByKek } from '../keyring'
import { applyMigrations } from '../migrate/apply-migrations'
import type { CommandLine } from './command-line/command-line'
import { type ExitCode, exitCodes } from './exit-codes'
import type { Io } from './io'
import { messages } from './messages'
import { OperatorFailure } from './operator-failure'
import { readKeyring } from './settings'
import { withDashboardUrl } from './with-dashboard-database'

/**
 * `keys migrate`: brings the database to this release, and says whether the keyring opens what it holds.
 *
 * @throws OperatorFailure when the dashboard could not serve it.
 */
export async function runMigrate(io: Io, line: CommandLine): Promise<ExitCode> {
  const keyring = readKeyring(io)
  const { applied, clear } = await withDashboardUrl(io, async (url) => ({
    applied: await migrate(url),
    clear: await countClear(url, keyring),
  }))
  const { release: words } = messages[io.language]
  if (line.flag('json')) io.out(JSON.stringify({ ok: clear === 0, applied, clear }))
  else {
    for (const name of applied) io.out(words.applied(name))
    io.out(words.current)
    if (clear > 0) io.err(words.clear(clear))
  }
  return clear === 0 ? exitCodes.ok : exitCodes.found
}

async function migrate(url: string): Promise<string[]> {
  // First, so that an address that leads nowhere is told from a migration that fails.
  await using database = openDatabase({ url, maxConnections: 1 })
  await database.prisma.$queryRaw`SELECT 1`
  return await applyMigrations(url).catch((cause: unknown) => {
    throw new OperatorFailure({
      exitCode: exitCodes.database,
      code: 'migration_failed',
      say: ({ release }) => release.failed(cause instanceof Error ? cause.message : String(cause)),
      cause,
    })
  })
}

/** How many keys wait to be sealed. Those that are, must open. */
async function countClear(url: string, keyring: Keyring): Promise<number> {
  await using database = openDatabase({ url, maxConnections: 1 })
  const clear = (await rowsByKek(database)).find(({ kekId }) => kekId === null)
  if (clear) return clear.rows
  await assertKeysReadable(database, keyring).catch((cause: unknown) => {
    if (!(cause instanceof Error) || !cause.message.startsWith('KEYS_ENCRYPTION_KEYS')) throw cause
    throw new OperatorFailure({
      exitCode: exitCodes.encryptionKeys,
      code: 'encryption_keys_absent',
      say: ({ release }) => release.unreadable(cause.message),
      cause,
    })
  })
  return 0
}
