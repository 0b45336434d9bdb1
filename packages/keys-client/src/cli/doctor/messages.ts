import type { Language } from '../language'
import type { Cause, CheckName, Detail, ProviderState, Warning } from './diagnosis'
import { en } from './en'
import { fr } from './fr'

/** What is said of a warning: in its check's line, and in a sentence. */
export interface Notice {
  short: string
  what: string
}

/** What is said of a cause: also what to do about it. */
export interface Advice extends Notice {
  fix: string
}

/** What is said of each cause. */
export type CauseTable = { readonly [C in Cause as C['code']]: (cause: C) => Advice }

/** All that `keys doctor` says in one language. A language that lacks an entry does not compile. */
export interface DoctorMessages {
  title: (address: string | null) => string
  cause: string
  fix: string
  warning: string
  healthy: string
  /** As `healthy`, where warnings follow. */
  usable: string
  moreProviders: (count: number) => string
  state: (state: ProviderState) => string
  checks: Readonly<Record<CheckName, string>>
  details: { readonly [D in Detail as D['code']]: (detail: D) => string }
  causes: CauseTable
  warnings: { readonly [W in Warning as W['code']]: (warning: W) => Notice }
}

export const doctorMessages: Readonly<Record<Language, DoctorMessages>> = { en, fr }

/** The entry for an item, which the item's code names. */
export function tell<I extends { code: string }, T>(
  table: { readonly [C in I as C['code']]: (item: C) => T },
  item: I,
): T {
  const say = table[item.code as I['code']] as unknown as (item: I) => T
  return say(item)
}
