import { MAX_LAST_ERROR_LENGTH, maskKey, withoutKeys } from '@itqan/keys-contract'
import { toStorable } from '../store/storable-text'
import { normaliseRow, type PlainKey } from './normalise-row'
import type { Problem } from './problem'
import type { Place, SourceRow } from './source'

/** One key, and every row of the source that holds it. */
export interface KeyGroup {
  /** Kept with the first row's id and name. */
  key: PlainKey
  /** The others', first to last. */
  duplicates: PlainKey[]
}

export interface Sorted {
  groups: KeyGroup[]
  refused: { place: Place; problem: Problem }[]
}

/**
 * Decides what becomes of every row of a source, by the source alone, so that whoever was interrupted
 * decides the same again.
 */
export function groupKeys(rows: readonly SourceRow[]): Sorted {
  const groups = new Map<string, KeyGroup>()
  const refused: Sorted['refused'] = []
  const ids = new Set<string>()
  const secrets = secretsIn(rows)
  for (const row of rows) {
    const read = normaliseRow(withoutKeysInName(row, secrets))
    if ('problem' in read) {
      refused.push({ place: row.place, problem: read.problem })
      continue
    }
    const { key } = read
    const same = groups.get(identity(key))
    if (same) same.duplicates.push(key)
    else if (key.id !== null && ids.has(key.id)) {
      refused.push({ place: key.place, problem: { code: 'id_taken' } })
    } else {
      groups.set(identity(key), { key, duplicates: [] })
      if (key.id !== null) ids.add(key.id)
    }
  }
  return { groups: withoutKeysInErrors([...groups.values()], secrets), refused }
}

const identity = ({ provider, key }: PlainKey) => `${provider} ${key}`

/** Also those that are refused: a text may hold one of them. */
function secretsIn(rows: readonly SourceRow[]): string[] {
  const secrets = rows.flatMap(({ texts }) => texts.key?.trim() ?? [])
  return [...new Set(secrets)]
    .filter((secret) => secret.length >= MIN_REDACTED)
    .toSorted((a, b) => b.length - a.length)
}

/** Shorter than any key: a word of everyday speech. */
const MIN_REDACTED = 8

/** Before it is cut: of half a key nobody would know that it is one. */
function withoutKeysInName(row: SourceRow, secrets: readonly string[]): SourceRow {
  const { name } = row.texts
  if (!name) return row
  const clean = secrets.reduce(
    (text, secret) => text.replaceAll(secret, () => maskKey(secret)),
    name,
  )
  return { ...row, texts: { ...row.texts, name: clean } }
}

function withoutKeysInErrors(groups: readonly KeyGroup[], secrets: readonly string[]): KeyGroup[] {
  return groups.map(({ key, duplicates }) => ({
    key: {
      ...merged(key, duplicates),
      lastError: key.lastError && redacted(key.lastError, secrets),
    },
    duplicates,
  }))
}

function redacted(text: string, secrets: readonly string[]): string {
  const clean = secrets.reduce((rest, secret) => rest.replaceAll(secret, '[redacted]'), text)
  const storable = withoutKeys(toStorable(clean))
  return Array.from(storable).slice(0, MAX_LAST_ERROR_LENGTH).join('')
}

/** No use is lost: what the old dashboard counted in two rows was one key's. On, if any was served. */
function merged(key: PlainKey, duplicates: readonly PlainKey[]): PlainKey {
  return duplicates.reduce(
    (sum, other) => ({
      ...sum,
      isActive: sum.isActive || other.isActive,
      usageCount: sum.usageCount + other.usageCount,
      errorCount: sum.errorCount + other.errorCount,
      lastUsedAt: latest(sum.lastUsedAt, other.lastUsedAt),
      lastError: sum.lastError ?? other.lastError,
    }),
    key,
  )
}

function latest(one: Date | null, other: Date | null): Date | null {
  if (!one || !other) return one ?? other
  return one > other ? one : other
}
