import { type CreateKeyInput, createKeyInputSchema, maskKey } from '@itqan/keys-contract'
import type { z } from 'zod'
import { guessProvider } from './guess-provider'
import type { MalformedReason, RawKey } from './raw-key'

interface Line {
  /** The line, or the place among entries. From 1. */
  at: number
  maskedKey: string
}

export interface GoodRow extends Line {
  kind: 'good'
  /** The key in clear is in here, and nowhere else. */
  input: CreateKeyInput
}

/** The same key of the same provider stands further up. */
export interface RepeatedRow extends Line {
  kind: 'repeated'
  of: number
  name: string
  provider: string
}

export interface MalformedRow extends Line {
  kind: 'malformed'
  reason: MalformedReason
}

export type CheckedRow = GoodRow | RepeatedRow | MalformedRow

/**
 * Tells good keys from what the server would refuse, with its own schema.
 *
 * @param provider of the keys whose text does not say it; `null` when nobody has chosen.
 */
export function checkRows(rows: readonly RawKey[], provider: string | null): CheckedRow[] {
  const firsts = new Map<string, number>()
  return rows.map((raw) => {
    const checked = checkRow(raw, provider)
    if (checked.kind !== 'good') return checked
    const { at, maskedKey, input } = checked
    const identity = `${input.provider} ${input.key}`
    const of = firsts.get(identity)
    if (of === undefined) {
      firsts.set(identity, at)
      return checked
    }
    return { kind: 'repeated', at, maskedKey, of, name: input.name, provider: input.provider }
  })
}

function checkRow(raw: RawKey, fallback: string | null): GoodRow | MalformedRow {
  const key = raw.key.trim()
  const provider = raw.provider || fallback
  const line = { at: raw.at, maskedKey: key && maskKey(key) }
  const refuse = (reason: MalformedReason) => ({ kind: 'malformed', ...line, reason }) as const
  if (raw.problem) return refuse(raw.problem)
  if (!key) return refuse('noKey')
  if (!provider) return refuse('noProvider')
  // A name is shown to everybody.
  if (guessProvider(raw.name ?? '')) return refuse('nameIsKey')
  const parsed = createKeyInputSchema.safeParse({
    provider,
    name: raw.name?.trim() || nameOf(key, { provider, at: raw.at }),
    key,
    ...optionsOf(raw),
  })
  return parsed.success
    ? { kind: 'good', ...line, input: parsed.data }
    : refuse(reasonOf(parsed.error))
}

/** Empty, they were not said. */
function optionsOf({ quotaPool, weight }: RawKey) {
  return { ...(quotaPool && { quotaPool }), ...(weight && { weight: weightOf(weight) }) }
}

/** A key without a name is called as it is shown. */
function nameOf(key: string, { provider, at }: { provider: string; at: number }): string {
  return key.length < 20 ? `${provider} ${at}` : maskKey(key)
}

/** NaN, which the schema refuses, for what is no number. */
function weightOf(text: string): number {
  return /^\s*\d{1,3}\s*$/.test(text) ? Number(text) : Number.NaN
}

function reasonOf(error: z.ZodError): MalformedReason {
  const [issue] = error.issues
  const field = String(issue?.path[0])
  if (field === 'key') return keyReasons[issue?.code ?? ''] ?? 'characters'
  return reasons[field] ?? 'name'
}

const keyReasons: Readonly<Record<string, MalformedReason>> = {
  too_small: 'tooShort',
  too_big: 'tooLong',
}

const reasons: Readonly<Record<string, MalformedReason>> = {
  provider: 'provider',
  quotaPool: 'quotaPool',
  weight: 'weight',
}
