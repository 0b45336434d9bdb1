import type { AuditProgress } from '@itqan/keys-contract'
import type { AuditSink, AuditVerifier, Log, Origin } from '@itqan/keys-router'
import type { Database } from '../database'
import { codeOf } from '../error-code'
import type { TrustOptions } from './check-checkpoint'
import { problemText } from './verification-problem'
import { type Verification, verifyAudit } from './verify-audit'

export interface AuditVerifierOptions extends TrustOptions {
  database: Database
  audit: AuditSink
  log: Log
}

/** Keeps what came of each verification in `audit_verifications`. */
export interface OwnedAuditVerifier extends AuditVerifier {
  /** Whether no process has finished one within this time. */
  isDue(maxAgeMs: number): Promise<boolean>
  /** Resolves when none is under way. */
  idle(): Promise<void>
  /** Gives up the one under way, and begins no other. */
  close(): void
}

class Closed extends Error {}

export function createAuditVerifier(options: AuditVerifierOptions): OwnedAuditVerifier {
  const { database, audit, log, publicKeys } = options
  let progress: AuditProgress | null = null
  let running: Promise<void> = Promise.resolve()
  let isInterrupted = false
  let isClosed = false

  async function verify(origin: Origin): Promise<void> {
    const found = await verifyAudit(database, {
      ...(publicKeys && { publicKeys }),
      onProgress({ rows, seq, headSeq }) {
        if (isClosed) throw new Closed()
        progress = { rows, total: rows + Math.max(0, Number(headSeq - seq)) }
      },
    })
    const { problem } = found
    if (problem)
      log.error('The audit does not hold', { seq: Number(problem.seq), kind: problem.kind })
    await keep(database, found, origin)
    await tell(origin, { outcome: 'ok', detail: verdictOf(found) })
  }

  const tell = (origin: Origin, deed: { outcome: 'ok' | 'failed'; detail: string }) =>
    audit.append({ ...origin, ...deed, action: 'audit.verify', provider: null, keyIds: [] })

  async function run(origin: Origin): Promise<void> {
    try {
      await verify(origin)
      isInterrupted = false
    } catch (error) {
      if (error instanceof Closed) return
      isInterrupted = true
      log.error('The audit cannot be verified', { code: codeOf(error) })
      await tell(origin, { outcome: 'failed', detail: 'interrupted' }).catch(() => undefined)
    } finally {
      progress = null
    }
  }

  return {
    start(origin) {
      if (progress || isClosed) return false
      progress = { rows: 0, total: 0 }
      running = run(origin)
      return true
    },
    progress: () => progress,
    isInterrupted: () => isInterrupted,
    idle: () => running,
    async isDue(maxAgeMs) {
      const [row] = await database.prisma.$queryRaw<{ isDue: boolean }[]>`
        SELECT NOT EXISTS (
          SELECT FROM "audit_verifications"
          WHERE "at" > now() - ${maxAgeMs}::float8 * interval '1 millisecond'
        ) AS "isDue"`
      return row?.isDue ?? true
    },
    close() {
      isClosed = true
    },
  }
}

async function keep({ prisma }: Database, found: Verification, { actor }: Origin): Promise<void> {
  const { firstSeq, lastSeq, problem } = found
  await prisma.auditVerification.create({
    data: {
      by: actor.kind === 'person' ? actor.name : null,
      firstSeq: firstSeq ?? 0n,
      lastSeq: lastSeq ?? 0n,
      problem: problem && problemText(problem),
    },
  })
}

function verdictOf({ rows, problem }: Verification): string {
  return problem ? problemText(problem) : `${rows} hold`
}
