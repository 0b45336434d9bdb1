import type { UsageFilters, UsageGroup, UsageGrouping, UsageRange } from '@itqan/keys-contract'

/** What the page's address says. */
export interface UsageView {
  range: UsageRange
  by: UsageGrouping
  provider: string | null
  key: string | null
  app: string | null
  model: string | null
}

/** From the large to the small. */
const steps = ['provider', 'key', 'app', 'model', 'outcome'] as const

type Step = (typeof steps)[number]

/** What a person sees who looks into a group; `null` where there is nothing more to see. */
export function drillDown(view: UsageView, { id }: Pick<UsageGroup, 'id'>): UsageView | null {
  if (id === null || view.by === 'outcome') return null
  const inside = { ...view, [view.by]: id }
  return { ...inside, by: nextStep(inside, view.by) }
}

/** The first that is not settled: below what was looked into, else above it. */
function nextStep(view: UsageView, from: Step): Step {
  const open = (step: Step) => step === 'outcome' || view[step] === null
  const below = steps.slice(steps.indexOf(from) + 1)
  return below.find((step) => step !== 'outcome' && open(step)) ?? steps.find(open) ?? 'outcome'
}

function filtersOf({ provider, key, app, model }: UsageView): UsageFilters {
  return {
    ...(provider !== null && { provider }),
    ...(key !== null && { keyId: key }),
    ...(app !== null && { app }),
    ...(model !== null && { model }),
  }
}

/** Where a day begins matters only where days are counted: else every zone shares one answer. */
export function usageInputOf(view: UsageView, timeZone: string | null) {
  const hasDays = view.range === 'week' || view.range === 'month'
  return {
    range: view.range,
    by: view.by,
    ...filtersOf(view),
    timeZone: (hasDays && timeZone) || 'UTC',
  }
}
