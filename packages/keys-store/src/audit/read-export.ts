import { type AuditEntry, hashOfEntry } from './audit-entry'
import type { Checkpoint } from './checkpoint'

/** What one exported line says; `torn` is what a full disk left of one, which stands again below. */
export type ExportedLine =
  | { kind: 'entry'; seq: bigint; hash: string; isWhole: boolean }
  | { kind: 'checkpoint'; checkpoint: Checkpoint }
  | { kind: 'keySet' }
  | { kind: 'torn' }

type Fields = Record<string, unknown>

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null

export function readExportedLine(line: string): ExportedLine {
  const fields = parse(line)
  if (!isFields(fields)) return { kind: 'torn' }
  if (isFields(fields['keySet'])) return { kind: 'keySet' }
  if (isFields(fields['checkpoint'])) return toCheckpoint(fields['checkpoint'])
  const entry = toEntry(fields)
  if (!entry) return { kind: 'torn' }
  const { seq, hash } = entry
  return { kind: 'entry', seq, hash, isWhole: hashOfEntry(entry) === hash }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

const toText = (value: unknown): string => (typeof value === 'string' ? value : '')
const toTextOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null)

function toEntry(fields: Fields): AuditEntry | null {
  const { seq, keyIds } = fields
  if (typeof seq !== 'number' || !Number.isSafeInteger(seq)) return null
  return {
    seq: BigInt(seq),
    at: new Date(toText(fields['at'])),
    actorKind: toText(fields['actorKind']),
    actor: toTextOrNull(fields['actor']),
    action: toText(fields['action']),
    outcome: toText(fields['outcome']),
    provider: toTextOrNull(fields['provider']),
    keyIds: Array.isArray(keyIds) ? keyIds.map(toText) : [],
    keySet: toTextOrNull(fields['keySet']),
    address: toTextOrNull(fields['address']),
    requestId: toText(fields['requestId']),
    detail: toTextOrNull(fields['detail']),
    previousHash: toText(fields['previousHash']),
    hash: toText(fields['hash']),
  }
}

function toCheckpoint(fields: Fields): ExportedLine {
  const { seq } = fields
  const at = new Date(toText(fields['at']))
  if (typeof seq !== 'number' || !Number.isSafeInteger(seq) || Number.isNaN(at.getTime())) {
    return { kind: 'torn' }
  }
  const rest = {
    hash: toText(fields['hash']),
    publicKey: toText(fields['publicKey']),
    signature: toText(fields['signature']),
  }
  return { kind: 'checkpoint', checkpoint: { seq: BigInt(seq), at, ...rest } }
}
