import { pruneAudit, type Pruned } from '../audit'
import { keyringSigners } from '../audit/keyring-signers'
import type { Database } from '../database'
import { type CommandLine, wrongUsage } from './command-line/command-line'
import { type ExitCode, exitCodes } from './exit-codes'
import type { Io } from './io'
import { messages } from './messages'
import { operatorOf } from './operator'
import { OperatorFailure } from './operator-failure'
import { readKeyring } from './settings'
import { withDashboardDatabase } from './with-dashboard-database'

/**
 * `keys audit prune`: asks for the day once more before anything goes.
 *
 * @throws OperatorFailure when nobody confirms, or the database refuses.
 */
export async function runAuditPrune(io: Io, line: CommandLine): Promise<ExitCode> {
  const day = readDay(line)
  readKeyring(io)
  if (!line.flag('yes')) await confirm(io, day)
  const pruned = await withDashboardDatabase(io, (database) => prune(io, database, day))
  if (line.flag('json')) io.out(toJson(pruned))
  else io.out(tell(io, pruned))
  return exitCodes.ok
}

async function prune(io: Io, database: Database, day: string): Promise<Pruned> {
  const signers = keyringSigners(io.env['KEYS_ENCRYPTION_KEYS'] ?? '')
  const before = new Date(`${day}T00:00:00Z`)
  try {
    return await pruneAudit({ database, signers, before, origin: operatorOf(io) })
  } catch (cause) {
    if (!(cause instanceof Error) || !cause.message.endsWith('not signed by this keyring'))
      throw cause
    throw new OperatorFailure({
      exitCode: exitCodes.encryptionKeys,
      code: 'wrong_signer',
      say: ({ audit }) => audit.wrongSigner,
      cause,
    })
  }
}

/** Today is not over: what happens meanwhile would go as well. */
function readDay(line: CommandLine): string {
  const day = line.text('before')
  if (day === undefined) {
    throw wrongUsage(
      { code: 'missing_option', say: (usage) => usage.missingOption('--before') },
      'audit prune',
    )
  }
  const date = new Date(`${day}T00:00:00Z`)
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(day) && date.toJSON()?.startsWith(day)
  if (isDay && date.getTime() <= Date.now()) return day
  throw wrongUsage({ code: 'bad_date', say: (usage) => usage.badDate('--before') }, 'audit prune')
}

async function confirm(io: Io, day: string): Promise<void> {
  const { audit } = messages[io.language]
  if (!io.ask) {
    throw wrongUsage(
      { code: 'cannot_ask', say: (_usage, all) => all.audit.cannotAsk },
      'audit prune',
    )
  }
  if ((await io.ask(audit.confirm(day))).trim() === day) return
  throw new OperatorFailure({
    exitCode: exitCodes.found,
    code: 'not_confirmed',
    say: (all) => all.audit.notConfirmed,
  })
}

function tell({ language }: Io, { removed, upTo }: Pruned): string {
  const { audit } = messages[language]
  return upTo === null ? audit.nothingOld : audit.pruned({ removed, upTo: String(upTo) })
}

const toJson = ({ removed, upTo }: Pruned): string =>
  JSON.stringify({ ok: true, removed, upTo: upTo === null ? null : Number(upTo) })
