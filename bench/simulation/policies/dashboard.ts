import {
  type Cooldown,
  cooldownIdentity,
  cooldownTargetOf,
  countsAgainstKey,
  decayErrors,
  type ListInput,
  type ListOutput,
  type PooledKey,
  type ReportEntry,
  type ReportInput,
  type ReportOutput,
  type WatchEvent,
} from '../../../packages/keys-contract/src'
import { TRPCClientError } from '@trpc/client'
import { observable } from '@trpc/server/observable'
import type { Clock } from '../../../packages/keys-client/src/clock'
import type { KeysLink } from '../../../packages/keys-client/src'
import type { SimKey } from '../world'

/** From an app to the dashboard and back, and from the dashboard to its streams, in milliseconds. */
const ROUND_TRIP_MS = 10
const STREAM_MS = 20

interface Row {
  key: PooledKey
  errorsAt: number
  revision: number
  isActive: boolean
}

/** The dashboard's rules about cooldowns and epochs, in memory, on the simulated clock. */
export function createDashboard(keys: readonly SimKey[], clock: Clock): { link: KeysLink } {
  const rows = new Map(keys.map((key) => [key.id, newRow(key)]))
  const cooldowns = new Map<string, Cooldown>()
  const streams = new Set<(event: WatchEvent) => void>()
  let epoch = 1

  const changedSince = (since: number) => {
    const changed = [...rows.values()].filter(({ revision }) => revision > since)
    return {
      removed: changed.filter(({ isActive }) => !isActive).map(({ key }) => key.id),
      cooldowns: [...cooldowns.values()].filter(({ revision }) => revision > since),
    }
  }

  function list({ since }: ListInput): ListOutput {
    const told = changedSince(since ?? 0)
    const active = [...rows.values()].filter(
      ({ isActive, revision }) => isActive && revision > (since ?? 0),
    )
    const removed = since === undefined ? [] : told.removed
    return { epoch, keys: active.map(toPooledKey), removed, cooldowns: told.cooldowns }
  }

  function report({ since = 0, entries }: ReportInput): ReportOutput {
    for (const entry of entries) count(entry)
    learn(entries)
    const { cooldowns: news } = changedSince(since)
    return { duplicate: false, unknownKeyIds: [], epoch, cooldowns: news }
  }

  function count({ keyId, outcome, count: uses }: ReportEntry): void {
    const row = rows.get(keyId)
    if (!row) return
    row.key.usageCount += uses
    if (!countsAgainstKey(outcome)) return
    row.key.errorCount += uses
    row.key.recentErrors = errorsOf(row) + uses
    row.errorsAt = clock.now()
  }

  function learn(entries: readonly ReportEntry[]): void {
    const revision = epoch + 1
    const since = epoch
    for (const { keyId, outcome, model, scope, until, exact } of entries) {
      const row = rows.get(keyId)
      if (!row) continue
      const target = until && cooldownTargetOf({ key: row.key, outcome, model, scope })
      if (target && until > (cooldowns.get(cooldownIdentity(target))?.until ?? 0)) {
        cooldowns.set(cooldownIdentity(target), { ...target, outcome, until, revision })
        epoch = revision
      }
      if (outcome !== 'invalid_key' || !exact || !row.isActive) continue
      Object.assign(row, { revision, isActive: false })
      epoch = revision
    }
    if (epoch > since) tell(since)
  }

  function tell(since: number): void {
    const event = eventSince(since)
    for (const stream of streams) clock.after(STREAM_MS, () => stream(event))
  }

  function eventSince(since: number): WatchEvent {
    const reason = since === epoch ? 'sync' : 'cooldowns'
    return { since, epoch, reason, ...changedSince(since), hasEdits: false, spreadMs: 0 }
  }

  const errorsOf = ({ key, errorsAt }: Row) => decayErrors(key.recentErrors, clock.now() - errorsAt)
  const toPooledKey = (row: Row): PooledKey => ({ ...row.key, recentErrors: errorsOf(row) })

  function answer(path: string, input: unknown): unknown {
    if (path === 'list') return list(input as ListInput)
    if (path === 'report') return report(input as ReportInput)
    throw new Error(`The stand-in has no ${path}`)
  }

  const link: KeysLink =
    () =>
    ({ op }) =>
      observable((observer) => {
        if (op.type === 'subscription') {
          observer.next({ result: { type: 'started' } })
          const stream = (data: WatchEvent) => observer.next({ result: { type: 'data', data } })
          streams.add(stream)
          const { since = 0 } = op.input as { since?: number }
          clock.after(STREAM_MS, () => stream(eventSince(since)))
          return () => streams.delete(stream)
        }
        clock.after(ROUND_TRIP_MS / 2, () => {
          try {
            const data = answer(op.path, op.input)
            clock.after(ROUND_TRIP_MS / 2, () => {
              observer.next({ result: { type: 'data', data } })
              observer.complete()
            })
          } catch (error) {
            observer.error(TRPCClientError.from(error as Error))
          }
        })
        return undefined
      })
  return { link }
}

function newRow({ id, secret, quotaPool }: SimKey): Row {
  const key: PooledKey = {
    id,
    provider: 'gemini',
    name: id,
    key: secret,
    usageCount: 0,
    errorCount: 0,
    recentErrors: 0,
    lastUsedAt: null,
    quotaPool,
    weight: 1,
  }
  return { key, errorsAt: 0, revision: 1, isActive: true }
}
