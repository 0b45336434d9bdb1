import { type Field, fieldOf } from './columns'
import { type RawKey, type ReadText, withoutBom } from './raw-key'

/**
 * Reads a list of keys, or of objects with `key`, `name`, `provider`, `quotaPool` and `weight`; or one
 * object of keys by their names.
 */
export function readJson(text: string): ReadText {
  const parsed = parse(withoutBom(text))
  if (!parsed.ok) return { ok: false, problem: 'json' }
  const entries = entriesOf(parsed.value)
  if (!entries) return { ok: false, problem: 'json' }
  const rows = entries.map(({ name, value }, index) => readEntry(value, { at: index + 1, name }))
  return rows.length > 0 ? { ok: true, rows } : { ok: false, problem: 'empty' }
}

interface Entry {
  name?: string
  value: unknown
}

function entriesOf(value: unknown): Entry[] | null {
  if (Array.isArray(value)) return value.map((one: unknown) => ({ value: one }))
  if (!isObject(value)) return null
  // `{"keys": […]}` and the like; one key alone; else keys by their names.
  const inner = Object.values(value)
  if (inner.length === 1 && Array.isArray(inner[0])) return entriesOf(inner[0])
  if ('key' in value) return [{ value }]
  return Object.entries(value).map(([name, one]) => ({ name, value: one }))
}

function readEntry(value: unknown, raw: { at: number; name: string | undefined }): RawKey {
  if (typeof value === 'string') return { ...raw, key: value }
  if (!isObject(value)) return { ...raw, key: '', problem: 'entry' }
  const read: Partial<Record<Field, string>> = {}
  for (const [heading, one] of Object.entries(value)) {
    const field = fieldOf(heading)
    if (!field) continue
    const text = textOf(one)
    if (text === null) return { ...raw, key: '', problem: 'entry' }
    // Of two spellings of one field the first counts.
    read[field] ||= text
  }
  const { key = '', name = raw.name, ...rest } = read
  return { at: raw.at, key, name, ...rest }
}

/** `null` for what can be no field: a list, an object, a truth value. */
function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' ? value : null
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parse(text: string): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) as unknown }
  } catch {
    return { ok: false }
  }
}
