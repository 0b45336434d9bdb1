import type { CreateKeyInput } from '@itqan/keys-contract'
import type { CheckedRow, GoodRow, MalformedRow } from './check-rows'

export const previewKinds = ['new', 'duplicate', 'malformed'] as const

export type PreviewKind = (typeof previewKinds)[number]

interface DuplicateRow {
  kind: 'duplicate'
  at: number
  maskedKey: string
  name: string
  provider: string
  /** The line that has it first; `null` where the pool has it. */
  of: number | null
}

/** What a person sees of a row: nothing in it opens anything. */
export type PreviewRow =
  | { kind: 'new'; at: number; maskedKey: string; name: string; provider: string }
  | DuplicateRow
  | MalformedRow

export interface Preview {
  /** In the order of the text. */
  rows: PreviewRow[]
  counts: Record<PreviewKind, number>
  /** What is to be added, in clear. */
  inputs: CreateKeyInput[]
}

export function isGood(row: CheckedRow): row is GoodRow {
  return row.kind === 'good'
}

/** @param known of each good row, in their order, whether the pool has its key. */
export function previewOf(checked: readonly CheckedRow[], known: readonly boolean[]): Preview {
  const isKnown = new Set(checked.filter(isGood).filter((_, index) => known[index]))
  const rows = checked.map((row): PreviewRow => {
    if (row.kind === 'malformed') return row
    if (row.kind === 'repeated') return { ...row, kind: 'duplicate' }
    const { at, maskedKey, input } = row
    const shown = { at, maskedKey, name: input.name, provider: input.provider }
    return isKnown.has(row) ? { ...shown, kind: 'duplicate', of: null } : { ...shown, kind: 'new' }
  })
  const inputs = checked.flatMap((row) => (isGood(row) && !isKnown.has(row) ? [row.input] : []))
  const count = (kind: PreviewKind) => rows.filter((row) => row.kind === kind).length
  const counts = {
    new: inputs.length,
    duplicate: count('duplicate'),
    malformed: count('malformed'),
  }
  return { rows, counts, inputs }
}
