import type { AuditState, AuditVerification } from '@itqan/keys-contract'
import { Prisma } from '../../generated/client'
import { readProblem } from '../verification-problem'
import type { Ask, RawSeq } from './ask'

type Stored = Pick<AuditState, 'entries' | 'first' | 'last' | 'lastVerification' | 'lastCheckpoint'>

interface Place {
  seq: RawSeq
  at: Date
}

/** Where the chain begins and ends, and what vouches for it. By indexes alone. */
export async function readState(ask: Ask): Promise<Stored> {
  const [first, last, lastCheckpoint, lastVerification] = await Promise.all([
    ask<Place>(Prisma.sql`SELECT "seq", "at" FROM "audit_log" ORDER BY "seq" LIMIT 1`),
    ask<Place>(Prisma.sql`SELECT "seq", "at" FROM "audit_log" ORDER BY "seq" DESC LIMIT 1`),
    ask<Place & { publicKey: string }>(Prisma.sql`
      SELECT "seq", "at", "publicKey" FROM "audit_checkpoints" ORDER BY "seq" DESC LIMIT 1`),
    readLastVerification(ask),
  ])
  const ends = { first: toPlace(first[0]), last: toPlace(last[0]) }
  return {
    entries: ends.first && ends.last ? ends.last.seq - ends.first.seq + 1 : 0,
    ...ends,
    lastCheckpoint: toPlace(lastCheckpoint[0]),
    lastVerification,
  }
}

const toPlace = <T extends Place>(row: T | undefined) =>
  row ? { ...row, seq: Number(row.seq) } : null

interface Verified {
  at: Date
  by: string | null
  firstSeq: RawSeq
  lastSeq: RawSeq
  problem: string | null
}

async function readLastVerification(ask: Ask): Promise<AuditVerification | null> {
  const [row] = await ask<Verified>(Prisma.sql`
    SELECT v."at", coalesce(p."name", v."by") AS "by", v."firstSeq", v."lastSeq", v."problem"
    FROM "audit_verifications" v LEFT JOIN "user" p ON p."id" = v."by"
    ORDER BY v."at" DESC LIMIT 1`)
  if (!row) return null
  const { at, by, firstSeq, lastSeq, problem } = row
  return {
    at,
    by,
    firstSeq: Number(firstSeq),
    lastSeq: Number(lastSeq),
    problem: problem === null ? null : readProblem(problem),
  }
}
