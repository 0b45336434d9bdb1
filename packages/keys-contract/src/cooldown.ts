import { z } from 'zod'
import type { Outcome } from './outcome'

export const cooldownScopes = ['key', 'key_model', 'pool_model', 'provider'] as const

export const cooldownScopeSchema = z.enum(cooldownScopes)

export type CooldownScope = z.infer<typeof cooldownScopeSchema>

/** What rests: a key, a key for one model, a quota pool for one model (or all), or a provider. */
export const cooldownTargetSchema = z.object({
  scope: cooldownScopeSchema,
  provider: z.string(),
  /** A key id, a quota pool or a provider, as the scope says. */
  target: z.string(),
  /** The model for the `*_model` scopes, else null. A pool with `null` rests for every model. */
  model: z.string().nullable(),
})

export type CooldownTarget = z.infer<typeof cooldownTargetSchema>

interface FailedUse {
  key: { id: string; provider: string; quotaPool: string | null }
  outcome: Outcome
  model?: string | undefined
  /** What the provider's answer speaks of, where it is not the outcome's default. */
  scope?: CooldownScope | undefined
}

/**
 * What a failed use puts to rest: the smallest thing that the provider's answer speaks of. `null` for
 * an outcome that says nothing about a key.
 */
export function cooldownTargetOf({ key, outcome, model, scope }: FailedUse): CooldownTarget | null {
  const usual = defaultScope(outcome)
  // Nothing rests for what says nothing about a key, whatever scope is named.
  const chosen = usual && (scope ?? usual)
  // Money is short for every model.
  const about = outcome === 'billing' ? undefined : model
  const of = (target: string, what: string | null, as: CooldownScope): CooldownTarget => ({
    scope: as,
    provider: key.provider,
    target,
    model: what,
  })
  switch (chosen) {
    case 'key':
      return of(key.id, null, 'key')
    case 'key_model':
      if (model) return of(key.id, model, 'key_model')
      // Without its name, a model that is not there says nothing of the others.
      return outcome === 'model_unavailable' ? null : of(key.id, null, 'key')
    case 'pool_model':
      if (!key.quotaPool)
        return cooldownTargetOf({ key, outcome, model: about, scope: 'key_model' })
      if (!model && outcome === 'model_unavailable') return null
      return of(key.quotaPool, about ?? null, 'pool_model')
    case 'provider':
      return of(key.provider, null, 'provider')
    case null:
      return null
    default:
      return chosen satisfies never
  }
}

function defaultScope(outcome: Outcome): CooldownScope | null {
  switch (outcome) {
    case 'invalid_key':
      return 'key'
    case 'model_unavailable':
      return 'key_model'
    case 'rate_limit':
    case 'billing':
      return 'pool_model'
    case 'overloaded':
      return 'provider'
    case 'ok':
    case 'network':
    case 'client_error':
    case 'aborted':
    case 'error':
      return null
    default:
      return outcome satisfies never
  }
}

/** One text per target: what a map or an order goes by. */
export function cooldownIdentity({ scope, provider, target, model }: CooldownTarget): string {
  return [scope, provider, target, model ?? ''].join('\n')
}
