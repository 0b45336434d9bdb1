import type { Checkpoint } from '../audit'
import { checkpointLine } from '../audit/audit-line'
import { keyringSigners } from '../audit/keyring-signers'
import type { Database } from '../database'
import { readPublicKeys, tellVerdict, verifyWithProgress } from './audit-verify-command'
import type { CommandLine } from './command-line/command-line'
import { type ExitCode, exitCodes } from './exit-codes'
import type { Io } from './io'
import { messages } from './messages'
import { readKeyring } from './settings'
import { withDashboardDatabase } from './with-dashboard-database'

/** `keys audit checkpoint`: signs the last entry, but nothing that does not hold. */
export async function runAuditCheckpoint(io: Io, line: CommandLine): Promise<ExitCode> {
  readKeyring(io)
  const signers = keyringSigners(io.env['KEYS_ENCRYPTION_KEYS'] ?? '')
  // Of a key that has left the keyring: what it signed is still there.
  const earlier = readPublicKeys(line, 'audit checkpoint') ?? []
  const publicKeys = [...signers.map(({ publicKey }) => publicKey), ...earlier]
  return withDashboardDatabase(io, async (database) => {
    const found = await verifyWithProgress(io, database, { publicKeys })
    if (!found.ok) {
      tellVerdict({ ...io, out: io.err }, found)
      return exitCodes.found
    }
    const place = found.lastSeq === null ? null : await readPlace(database, found.lastSeq)
    const checkpoint = place && signers[0]?.sign(place)
    if (!checkpoint) io.err(messages[io.language].audit.noEntries)
    else {
      await keep(database, checkpoint)
      io.out(checkpointLine(checkpoint).trimEnd())
    }
    return exitCodes.ok
  })
}

function readPlace({ prisma }: Database, seq: bigint) {
  return prisma.auditEntry.findUnique({
    where: { seq },
    select: { seq: true, hash: true, at: true },
  })
}

/** The same entry may have been signed before: with the same words, which are as good. */
async function keep({ prisma }: Database, checkpoint: Checkpoint): Promise<void> {
  await prisma.auditCheckpoint.createMany({ data: [checkpoint], skipDuplicates: true })
}
