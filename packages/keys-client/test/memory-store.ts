import {
  type Cooldown,
  cooldownIdentity,
  cooldownTargetOf,
  countsAgainstKey,
  type ListInput,
  type ListOutput,
  type Outcome,
  type PooledKey,
  type ReportEntry,
  type ReportInput,
  type ReportOutput,
} from '@itqan/keys-contract'
import type { Change, ChangeFeed, ChangeListener, KeyStore } from '@itqan/keys-router'
import { type CountedRow, summariseProviders } from './summarise-providers'

interface Row extends CountedRow {
  revision: number
}

/** The store's rules in memory, for tests that count what reaches it. Every change is told at once. */
export interface MemoryStore {
  store: KeyStore
  feed: ChangeFeed & { close(): void }
  readonly epoch: number
  /** Every `list` and every batch that was applied, in order. */
  lists: ListInput[]
  reports: ReportInput[]
  /** Uses counted, by key, and by key and outcome. */
  uses(keyId: string): number
  outcomes(keyId: string): Partial<Record<Outcome, number>>
  totalUses(): number
  put(...keys: PooledKey[]): void
  revoke(...ids: string[]): void
  cool(cooldown: Omit<Cooldown, 'revision'>): void
  /** A restored backup: these keys, at this epoch. */
  restore(epoch: number, keys: PooledKey[]): void
  /** Changes made while it is on are not told on the stream. */
  mute(isMuted: boolean): void
}

export function createMemoryStore(keys: readonly PooledKey[]): MemoryStore {
  const rows = new Map<string, Row>(
    keys.map((key) => [key.id, { key, revision: 1, isActive: true }]),
  )
  const cooldowns = new Map<string, Cooldown>()
  const batches = new Set<string>()
  const listeners = new Set<ChangeListener>()
  const tallies = new Map<string, Map<Outcome, number>>()
  const lists: ListInput[] = []
  const reports: ReportInput[] = []
  let epoch = 1
  let told = 1
  let isMuted = false

  function changesSince(since: number): Omit<Change, 'since'> {
    const changed = [...rows.values()].filter(({ revision }) => revision > since)
    return {
      epoch,
      removed: changed.filter(({ isActive }) => !isActive).map(({ key }) => key.id),
      cooldowns: [...cooldowns.values()].filter(({ revision }) => revision > since),
      hasEdits: changed.some(({ isActive }) => isActive),
    }
  }

  function tell(): void {
    if (isMuted || epoch === told) return
    const change = { since: told, ...changesSince(told) }
    told = epoch
    for (const listener of listeners) listener.onChange(change)
  }

  function change(make: (revision: number) => void): void {
    epoch += 1
    make(epoch)
    tell()
  }

  function list({ provider, since }: ListInput): ListOutput {
    const isBehind = since !== undefined && since <= epoch
    const after = isBehind ? since : 0
    const wanted = [...rows.values()].filter(
      ({ key, revision }) => (!provider || key.provider === provider) && revision > after,
    )
    const active = wanted.filter(({ isActive }) => isActive).map(({ key }) => key)
    const gone = wanted.filter(({ isActive }) => !isActive).map(({ key }) => key.id)
    return {
      epoch,
      keys: active,
      removed: since === undefined ? [] : gone,
      cooldowns: inForce(since, provider ? [provider] : undefined),
    }
  }

  function inForce(since: number | undefined, providers: string[] | undefined): Cooldown[] {
    const own = [...cooldowns.values()].filter(
      ({ provider }) => !providers || providers.includes(provider),
    )
    if (since !== undefined && since <= epoch) return own.filter(({ revision }) => revision > since)
    return own.filter(({ until }) => until.getTime() > Date.now())
  }

  function report({ batchId, since, entries }: ReportInput): ReportOutput {
    const isNew = !batches.has(batchId)
    const known = entries.filter(({ keyId }) => rows.has(keyId))
    if (isNew) {
      batches.add(batchId)
      reports.push({ batchId, entries })
      for (const entry of known) count(entry)
      learn(known)
    }
    const unknown = entries.filter(({ keyId }) => !rows.has(keyId)).map(({ keyId }) => keyId)
    const providers = known.map(({ keyId }) => rows.get(keyId)?.key.provider ?? '')
    return {
      duplicate: !isNew,
      unknownKeyIds: [...new Set(unknown)],
      epoch,
      cooldowns: inForce(since, providers),
    }
  }

  function count({ keyId, outcome, count: uses }: ReportEntry): void {
    const row = rows.get(keyId)
    const tally = tallies.get(keyId) ?? new Map<Outcome, number>()
    tallies.set(keyId, tally.set(outcome, (tally.get(outcome) ?? 0) + uses))
    if (!row) return
    const errors = countsAgainstKey(outcome) ? uses : 0
    row.key = {
      ...row.key,
      usageCount: row.key.usageCount + uses,
      errorCount: row.key.errorCount + errors,
      recentErrors: row.key.recentErrors + errors,
    }
  }

  function learn(entries: readonly ReportEntry[]): void {
    const news = entries.flatMap(({ keyId, outcome, model, scope, until }) => {
      const key = rows.get(keyId)?.key
      const target = key && until ? cooldownTargetOf({ key, outcome, model, scope }) : null
      return target && until ? [{ ...target, outcome, until }] : []
    })
    const longer = news.filter(
      (one) => one.until > (cooldowns.get(cooldownIdentity(one))?.until ?? new Date(0)),
    )
    const dead = entries.filter(({ outcome, exact }) => outcome === 'invalid_key' && exact)
    if (longer.length === 0 && dead.length === 0) return
    change((revision) => {
      for (const one of longer) cooldowns.set(cooldownIdentity(one), { ...one, revision })
      for (const { keyId } of dead) switchOff(keyId, revision, true)
    })
  }

  function switchOff(id: string, revision: number, isRefused = false): void {
    const row = rows.get(id)
    if (row) rows.set(id, { ...row, revision, isActive: false, isRefused })
  }

  const unused = () => Promise.reject(new Error('not part of this test'))
  return {
    store: {
      list: async (input) => {
        lists.push(input)
        return list(input)
      },
      report: async (input) => report(input),
      changes: async (since) => {
        if (since === undefined) return { epoch, removed: [], cooldowns: [], hasEdits: false }
        if (since > epoch) return { ...changesSince(0), removed: [], hasEdits: true }
        return changesSince(since)
      },
      providers: async () => summariseProviders([...rows.values()]),
      resetErrors: unused,
    },
    feed: {
      async subscribe(listener) {
        const own = { ...listener }
        listeners.add(own)
        return () => void listeners.delete(own)
      },
      subscribers: () => listeners.size,
      close() {
        for (const listener of listeners) listener.onEnd()
        listeners.clear()
      },
    },
    get epoch() {
      return epoch
    },
    lists,
    reports,
    uses: (keyId) => sum([...(tallies.get(keyId)?.values() ?? [])]),
    outcomes: (keyId) => Object.fromEntries(tallies.get(keyId) ?? []),
    totalUses: () => sum([...tallies.values()].flatMap((tally) => [...tally.values()])),
    put: (...added) =>
      change((revision) => {
        for (const key of added) rows.set(key.id, { key, revision, isActive: true })
      }),
    revoke: (...ids) => change((revision) => ids.forEach((id) => switchOff(id, revision))),
    cool: (cooldown) =>
      change((revision) => cooldowns.set(cooldownIdentity(cooldown), { ...cooldown, revision })),
    restore(restored, backup) {
      rows.clear()
      cooldowns.clear()
      epoch = restored
      for (const key of backup) rows.set(key.id, { key, revision: restored, isActive: true })
      tell()
    },
    mute(muted) {
      isMuted = muted
      tell()
    },
  }
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)
