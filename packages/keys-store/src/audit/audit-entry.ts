import { createHash } from 'node:crypto'
import type { AuditEvent } from '@itqan/keys-router'
import { toStorable } from '../store/storable-text'

/** What the chain's first entry names as the hash before it. */
export const NO_HASH = '0'.repeat(64)

/** Of texts that came with a request, in characters. */
const MAX_TEXT = 500

/** More ids than this are kept once, under the hash of all. */
const MAX_OWN_KEY_IDS = 16

/** An entry before it has its place in the chain: what `audit_append` takes. */
export interface EntryFields {
  actorKind: string
  actor: string | null
  action: string
  outcome: string
  provider: string | null
  /** Sorted; empty where `keySet` stands for them. */
  keyIds: string[]
  /** SHA-256 in hex over the sorted ids as a JSON array. */
  keySet: string | null
  address: string | null
  requestId: string
  detail: string | null
}

/** Where an entry stands in the chain. */
export interface EntryPlace {
  /** Without a gap, from 1. */
  seq: bigint
  at: Date
  previousHash: string
  /** SHA-256 in hex over all the rest. */
  hash: string
}

/** An entry as it is kept. */
export type AuditEntry = EntryFields & EntryPlace

/** What is to be kept of an event, and its key ids where a set stands for them. */
export interface PreparedEntry {
  fields: EntryFields
  /** The ids behind `fields.keySet`. */
  keyIds: string[] | null
}

/** Texts are cut and made storable: nothing that a request carries can keep it from being written down. */
export function prepareEntry(event: AuditEvent): PreparedEntry {
  const { ownKeyIds, keySet, manyKeyIds } = placeKeyIds(event.keyIds)
  const fields = {
    actorKind: event.actor.kind,
    actor: toTextOrNull(event.actor.name),
    action: event.action,
    outcome: event.outcome,
    provider: toTextOrNull(event.provider),
    keyIds: ownKeyIds,
    keySet,
    address: toTextOrNull(event.address),
    requestId: toText(event.requestId),
    detail: toTextOrNull(event.detail),
  }
  return { fields, keyIds: manyKeyIds }
}

/** How an entry names its keys. */
interface PlacedKeyIds {
  ownKeyIds: string[]
  keySet: string | null
  manyKeyIds: string[] | null
}

/** Of ids that nobody can change any more: one list is handed out many times. */
const placed = new WeakMap<readonly string[], PlacedKeyIds>()

function placeKeyIds(ids: readonly string[]): PlacedKeyIds {
  const known = placed.get(ids)
  if (known) return known
  const keyIds = toTexts([...new Set(ids)]).toSorted()
  const made =
    keyIds.length > MAX_OWN_KEY_IDS
      ? { ownKeyIds: [], keySet: hashOfKeyIds(keyIds), manyKeyIds: keyIds }
      : { ownKeyIds: keyIds, keySet: null, manyKeyIds: null }
  if (Object.isFrozen(ids)) placed.set(ids, made)
  return made
}

/** Looked at together: with a thousand ids, that is most of what an entry costs. */
function toTexts(ids: readonly string[]): readonly string[] {
  const isPlain = ids.every((id) => id.length <= MAX_TEXT) && /^[\x20-\x7e]*$/.test(ids.join(''))
  return isPlain ? ids : ids.map(toText)
}

const toText = (text: string): string => toStorable(text.slice(0, MAX_TEXT))
const toTextOrNull = (text: string | null): string | null => (text === null ? null : toText(text))

export const hashOfKeyIds = (keyIds: readonly string[]): string => sha256(JSON.stringify(keyIds))

/** The hash that an entry must have: over a JSON array of texts and nulls, as `audit_append` writes it. */
export function hashOfEntry(entry: Omit<AuditEntry, 'hash'>): string {
  return sha256(
    JSON.stringify([
      entry.previousHash,
      String(entry.seq),
      String(entry.at.getTime()),
      entry.actorKind,
      entry.actor,
      entry.action,
      entry.outcome,
      entry.provider,
      JSON.stringify(entry.keyIds),
      entry.keySet,
      entry.address,
      entry.requestId,
      entry.detail,
    ]),
  )
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
