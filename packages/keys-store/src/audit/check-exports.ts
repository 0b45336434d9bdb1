import type { Client } from 'pg'
import { earlier, type Problem } from './audit-problem'
import type { Checkpoint } from './checkpoint'
import { type ExportedLine, readExportedLine } from './read-export'
import { readHashes } from './read-pages'

/** What the exported files told. */
export interface Exports {
  /** One a thousand entries: they fit in memory. */
  checkpoints: Checkpoint[]
  problem: Problem | null
}

const CHUNK = 1_000

type ExportedEntry = Extract<ExportedLine, { kind: 'entry' }>

/**
 * Compares every exported line with the table, in whatever order processes wrote them. Entries before
 * `firstSeq` were removed by retention.
 */
export async function checkExports(
  client: Client,
  { files, firstSeq }: { files: readonly AsyncIterable<string>[]; firstSeq: bigint },
): Promise<Exports> {
  const checkpoints: Checkpoint[] = []
  let problem: Problem | null = null
  let chunk: ExportedEntry[] = []
  const compare = async () => {
    problem = earlier(problem, await checkChunk(client, chunk))
    chunk = []
  }
  for (const file of files) {
    for await (const text of file) {
      const line = readExportedLine(text)
      if (line.kind === 'checkpoint') checkpoints.push(line.checkpoint)
      if (line.kind === 'entry' && line.seq >= firstSeq) chunk.push(line)
      if (chunk.length >= CHUNK) await compare()
    }
  }
  await compare()
  return { checkpoints, problem }
}

async function checkChunk(
  client: Client,
  chunk: readonly ExportedEntry[],
): Promise<Problem | null> {
  if (chunk.length === 0) return null
  const sequence = chunk.map(({ seq }) => seq)
  const hashes = await readHashes(client, sequence)
  let problem: Problem | null = null
  for (const { seq, hash, isWhole } of chunk) {
    const isSame = isWhole && hashes.get(seq) === hash
    if (!isSame) problem = earlier(problem, { seq, kind: 'export' })
  }
  return problem
}
