import { createReadStream } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { type Verification, verifyAudit } from '../audit'
import { keyringSigners } from '../audit/keyring-signers'
import type { Database } from '../database'
import { type CommandLine, wrongUsage } from './command-line/command-line'
import { type ExitCode, exitCodes } from './exit-codes'
import type { Io } from './io'
import { messages } from './messages'
import { startProgress } from './progress'
import { readableFile } from './read-source'
import { readKeyring } from './settings'
import { withDashboardDatabase } from './with-dashboard-database'

/** `keys audit verify`: whether the audit holds, and where it first does not. */
export async function runAuditVerify(io: Io, line: CommandLine): Promise<ExitCode> {
  const publicKeys = readPublicKeys(line, 'audit verify') ?? keyringKeys(io)
  const typed = line.text('checkpoints')
  const exports = typed === undefined ? [] : [await exportAt(io, typed)]
  const found = await withDashboardDatabase(io, (database) =>
    verifyWithProgress(io, database, { publicKeys, exports }),
  )
  if (line.flag('json')) io.out(toJson(found))
  else tellVerdict(io, found)
  return found.ok ? exitCodes.ok : exitCodes.found
}

interface Trust {
  publicKeys: string[]
  exports?: AsyncIterable<string>[]
}

export async function verifyWithProgress(
  io: Io,
  database: Database,
  trust: Trust,
): Promise<Verification> {
  const { audit } = messages[io.language]
  const progress = startProgress(io, {
    title: audit.verifying,
    line: audit.progress,
  })
  try {
    return await verifyAudit(database, {
      ...trust,
      onProgress: ({ rows, seq, headSeq }) =>
        progress.tell(rows, rows + Math.max(0, Number(headSeq - seq))),
    })
  } finally {
    progress.stop()
  }
}

export function tellVerdict(io: Io, found: Verification): void {
  const { audit: words } = messages[io.language]
  const { green, red } = io.colors
  const { problem, rows, firstSeq, lastSeq, checkpoints } = found
  if (problem) io.out(red(words.broken(String(problem.seq), words.meaning(problem.kind))))
  else io.out(green(words.holds))
  io.out(words.scope({ rows, first: String(firstSeq ?? ''), last: String(lastSeq ?? '') }))
  io.out(words.checkpoints(checkpoints))
  if (problem) io.out(problem.kind === 'checkpoint_signer' ? words.untrusted : words.advice)
}

function toJson({ ok, rows, firstSeq, lastSeq, checkpoints, problem }: Verification): string {
  const [first, last] = [firstSeq, lastSeq].map((seq) => (seq === null ? null : Number(seq)))
  const wrong = problem && { seq: Number(problem.seq), kind: problem.kind }
  return JSON.stringify({ ok, rows, first, last, checkpoints, problem: wrong })
}

function keyringKeys(io: Io): string[] {
  readKeyring(io)
  return keyringSigners(io.env['KEYS_ENCRYPTION_KEYS'] ?? '').map(({ publicKey }) => publicKey)
}

/** Whose checkpoints are trusted, if it was said. */
export function readPublicKeys(
  line: CommandLine,
  command: 'audit verify' | 'audit checkpoint',
): string[] | null {
  const typed = line.text('public-key')
  if (typed === undefined) return null
  const keys = typed.split(',').map((key) => key.trim())
  const isKey = (key: string) =>
    /^[A-Za-z0-9+/]{43}=$/.test(key) && Buffer.from(key, 'base64').length === 32
  if (keys.every(isKey)) return keys
  throw wrongUsage({ code: 'bad_public_key', say: (usage) => usage.badPublicKey }, command)
}

/** @throws OperatorFailure when it cannot be read. */
async function exportAt(io: Io, typed: string): Promise<AsyncIterable<string>> {
  const file = path.resolve(io.cwd, typed)
  await readableFile(file, typed)
  return linesOf(file)
}

/** Line by line: an export may be larger than memory. Opened when it is read: lines wait for nobody. */
async function* linesOf(file: string): AsyncGenerator<string> {
  yield* createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity })
}
