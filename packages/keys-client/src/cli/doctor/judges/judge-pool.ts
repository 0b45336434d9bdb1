import { closest, distance } from 'fastest-levenshtein'
import { earliestThaw, reasonsOf } from '../../../selection/explain'
import type { Cause, Finding } from '../diagnosis'
import type { Facts, PoolFact } from '../facts'
import { restingModel } from './resting-model'
import { explainKeys, providerStates } from './provider-states'

const skipped: Finding = { status: 'skipped', detail: null }

/** Is there such a provider? */
export function judgeProvider(facts: Facts): Finding {
  const { pool, question } = facts
  if (!pool) return skipped
  const { provider } = question
  const known = namesIn(pool)
  const names = known.filter((name) => provider === null || name === provider)
  if (names.length > 0) return { status: 'ok', detail: { code: 'provider', names } }
  if (known.length === 0 && pool.summaries) {
    return failed({ code: 'empty_pool', address: facts.settings.address ?? '' })
  }
  return failed(missing(provider, pool.summaries !== null, known))
}

/** Without summaries nobody says whether its keys are disabled or were never there. */
function missing(provider: string | null, isSure: boolean, known: readonly string[]): Cause {
  const nearest = provider === null ? null : nearestTo(provider, known)
  if (provider === null || (!isSure && nearest === null)) return { code: 'no_active_key', provider }
  return { code: 'unknown_provider', provider, nearest, known: [...known] }
}

/** Has anyone left a key switched on? */
export function judgeKeys({ pool, question: { provider } }: Facts): Finding {
  if (!pool) return skipped
  const active = pool.list.keys.filter((key) => isOf(key, provider)).length
  const summaries = pool.summaries?.filter((one) => isOf(one, provider))
  const disabled = sum(summaries?.map((one) => one.disabled) ?? [])
  if (active > 0) {
    return { status: 'ok', detail: { code: 'keys', active, disabled: summaries ? disabled : null } }
  }
  if (disabled === 0) return failed({ code: 'no_active_key', provider })
  const byProvider = sum(summaries?.map((one) => one.disabledByProvider) ?? [])
  return failed({ code: 'all_disabled', provider, byPeople: disabled - byProvider, byProvider })
}

/** Is one of them ready? */
export function judgeRests({ pool, question }: Facts): Finding {
  if (!pool) return skipped
  const { provider, model } = question
  const keys = explainKeys(pool, question)
  const ready = keys.filter(({ isEligible }) => isEligible).length
  const thaw = earliestThaw(keys)
  if (ready === 0 && thaw !== null) {
    const reasons = reasonsOf(keys).map((reason) => ({
      outcome: reason.outcome,
      scope: reason.scope,
      keys: reason.keys,
    }))
    const when = { at: new Date(thaw), inMs: thaw - pool.now }
    return failed({ code: 'all_resting', provider, model, keys: keys.length, ...when, reasons })
  }
  const providers = providerStates(pool, question).filter((state) => state.ready === 0)
  if (provider === null && providers.length > 0) {
    const names = providers.map((state) => state.provider)
    return { status: 'warning', warning: { code: 'providers_without_key', providers: names } }
  }
  const resting = model === null ? restingModel(pool, provider) : null
  if (resting) return { status: 'warning', warning: { code: 'model_resting', ...resting } }
  return { status: 'ok', detail: { code: 'rests', ready, active: keys.length, model } }
}

function namesIn({ list, summaries }: PoolFact): string[] {
  const names = [...list.keys, ...(summaries ?? [])].map(({ provider }) => provider)
  return [...new Set(names)].toSorted()
}

/** A name that may have been meant: a few letters off, and not another word. */
function nearestTo(name: string, known: readonly string[]): string | null {
  if (known.length === 0) return null
  const nearest = closest(name, known)
  return distance(name, nearest) <= Math.max(2, name.length / 3) ? nearest : null
}

const isOf = (one: { provider: string }, provider: string | null): boolean =>
  provider === null || one.provider === provider

const sum = (numbers: readonly number[]): number =>
  numbers.reduce((total, number) => total + number, 0)

const failed = (cause: Cause): Finding => ({ status: 'failed', cause })
