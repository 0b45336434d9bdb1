import type { KeySummary, ProviderCounts } from '@itqan/keys-contract'

/** Where a provider's heading stands, and its keys under it. */
export interface LayoutGroup {
  counts: ProviderCounts
  /** The heading's line. */
  line: number
  /** How many keys come before, in the table's order. */
  offset: number
}

/** Lines of a table that is known before any of its rows is: a heading a provider, a line a key. */
export interface TableLayout {
  groups: LayoutGroup[]
  lines: number
  /** Of all providers. */
  keys: number
}

export type LayoutLine =
  | { kind: 'group'; group: LayoutGroup }
  /** `position` counts keys alone, from 0. */
  | { kind: 'key'; group: LayoutGroup; position: number }

export function layoutOf(summary: KeySummary): TableLayout {
  const groups: LayoutGroup[] = []
  let keys = 0
  for (const counts of summary) {
    if (counts.matching === 0) continue
    groups.push({ counts, line: keys + groups.length, offset: keys })
    keys += counts.matching
  }
  return { groups, lines: keys + groups.length, keys }
}

export function lineAt({ groups }: TableLayout, line: number): LayoutLine | null {
  const group = groups.findLast((candidate) => candidate.line <= line)
  if (!group) return null
  if (group.line === line) return { kind: 'group', group }
  const index = line - group.line - 1
  return index < group.counts.matching
    ? { kind: 'key', group, position: group.offset + index }
    : null
}

/** The line of a key. */
export function lineOf({ groups }: TableLayout, position: number): number {
  const group = groups.findLastIndex((candidate) => candidate.offset <= position)
  return position + group + 1
}

/** Which pages hold the keys between two lines. */
export function pagesBetween(
  layout: TableLayout,
  { first, last, size }: { first: number; last: number; size: number },
): number[] {
  const positions: number[] = []
  for (let line = first; line <= last; line += 1) {
    const found = lineAt(layout, line)
    if (found?.kind === 'key') positions.push(found.position)
  }
  return [...new Set(positions.map((position) => Math.floor(position / size)))]
}
