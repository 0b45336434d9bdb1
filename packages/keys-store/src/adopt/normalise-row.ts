import {
  createKeyInputSchema,
  keyIdSchema,
  MAX_KEY_LENGTH,
  maskKey,
  providerSchema,
} from '@itqan/keys-contract'
import { isEnvelope } from '../keyring/envelope'
import type { Field } from './fields'
import type { Problem } from './problem'
import { readCount, readMoment, readSwitch } from './read-value'
import type { Place, SourceRow } from './source'

/** A key as the pool takes it, still in clear. */
export interface PlainKey {
  place: Place
  rowId: string | undefined
  /** `null` where the source gives none: it is made. */
  id: string | null
  provider: string
  name: string
  key: string
  isActive: boolean
  usageCount: bigint
  errorCount: bigint
  lastUsedAt: Date | null
  lastError: string | null
  createdAt: Date | null
}

/** Reads one row by the rules that hold for a key typed in the dashboard. */
export function normaliseRow(row: SourceRow): { key: PlainKey } | { problem: Problem } {
  const { texts, place, rowId } = row
  const key = (texts.key ?? '').trim()
  const provider = providerSchema.safeParse(texts.provider ?? '')
  const id = texts.id?.trim() || null
  const { problem: wrongValue, ...values } = readValues(texts)
  const problem = row.problem ?? keyProblem(key) ?? idProblem(id) ?? wrongValue
  if (problem) return { problem }
  if (!provider.success) return { problem: { code: 'provider_bad' } }
  const name = readName(texts.name, key)
  const lastError = texts.lastError?.trim() || null
  return { key: { place, rowId, id, provider: provider.data, name, key, lastError, ...values } }
}

function idProblem(id: string | null): Problem | null {
  return id === null || keyIdSchema.safeParse(id).success ? null : { code: 'id_bad' }
}

function keyProblem(key: string): Problem | null {
  if (key === '') return { code: 'key_empty' }
  if (isEnvelope(key)) return { code: 'key_sealed' }
  if (key.length > MAX_KEY_LENGTH) return { code: 'key_long' }
  if (!/^[\x21-\x7e]+$/.test(key)) return { code: 'key_signs' }
  return createKeyInputSchema.shape.key.safeParse(key).success ? null : { code: 'key_short' }
}

/** As the contract has it. */
const MAX_NAME = 120

/** A name is for people: it is made to fit, and no key is left behind for it. */
function readName(text: string | null | undefined, key: string): string {
  const line = (text ?? '').replaceAll(/\p{C}|\s/gu, ' ').trim()
  const fitting = line.slice(0, MAX_NAME).replace(/\p{Surrogate}$/u, '')
  const parsed = createKeyInputSchema.shape.name.safeParse(fitting)
  return parsed.success ? parsed.data : maskKey(key)
}

function readValues(texts: SourceRow['texts']) {
  const problems: Problem[] = []
  const read = <T>(field: Field, reader: Reader<T>): T => {
    const value = reader.read(texts[field]?.trim() ?? '')
    if (value !== undefined) return value
    problems.push({ code: reader.code, field })
    return reader.none
  }
  return {
    isActive: read('isActive', { read: readSwitch, none: true, code: 'switch_bad' }),
    usageCount: read('usageCount', { read: readCount, none: 0n, code: 'number_bad' }),
    errorCount: read('errorCount', { read: readCount, none: 0n, code: 'number_bad' }),
    lastUsedAt: read('lastUsedAt', { read: readMoment, none: null, code: 'date_bad' }),
    createdAt: read('createdAt', { read: readMoment, none: null, code: 'date_bad' }),
    problem: problems[0] ?? null,
  }
}

interface Reader<T> {
  /** `undefined`: no such value. */
  read(text: string): T | undefined
  none: T
  code: 'number_bad' | 'switch_bad' | 'date_bad'
}
