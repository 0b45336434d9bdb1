import { limitsOf, type Limits, type Model, models, perMinute, type Tier } from './limits'
import { createRandom, type Random, shuffled } from './random'
import { DAY_MS, MIDNIGHT, MINUTE_MS, type Scenario, startOf } from './scenario'

/** A Google project: what the limits hold for. */
export interface Project {
  index: number
  tier: Tier
  /** When its minutes begin, in milliseconds: every project has its own beat. */
  minuteOffset: number
  /** What it had asked today before the simulation began, by model. */
  usedToday: ReadonlyMap<Model, number>
}

/** Why a key is refused whatever is asked. */
export type Death = 'invalid' | 'suspended' | 'billing'

export interface SimKey {
  index: number
  id: string
  /** The secret that the provider knows it by. */
  secret: string
  project: Project
  /** The name under which the dashboard knows its project, if it does. */
  quotaPool: string | null
  /** `null` for a key that lives; from `diesAt`, in milliseconds since 1970. */
  death: Death | null
  diesAt: number
}

export interface World {
  projects: readonly Project[]
  keys: readonly SimKey[]
}

/** Of ten keys two are dead, one for want of money, and one dies on the way. */
const DEATHS: readonly { share: number; death: Death; isLate: boolean }[] = [
  { share: 0.05, death: 'invalid', isLate: false },
  { share: 0.05, death: 'suspended', isLate: false },
  { share: 0.05, death: 'billing', isLate: false },
  { share: 0.05, death: 'invalid', isLate: true },
]

export function createWorld(scenario: Scenario): World {
  const random = createRandom(scenario.seed)
  const sizes = projectSizes(scenario.keys)
  const paid = Math.max(1, Math.round(sizes.length * scenario.paid))
  const order = shuffled(random, Array.from(sizes.keys()))
  const paidOnes = new Set(scenario.paid > 0 ? order.slice(0, paid) : [])
  const projects = sizes.map((_, index) =>
    createProject({ index, tier: paidOnes.has(index) ? 'tier1' : 'free' }, random),
  )
  const keys = projects.flatMap((project) => {
    // Half of the projects were entered by whoever entered their keys.
    const quotaPool = project.index % 2 === 0 ? `project-${project.index}` : null
    return Array.from({ length: sizes[project.index] ?? 1 }, () => ({ project, quotaPool }))
  })
  const named = shuffled(random, keys).map((key, index) => nameKey(key, index))
  letDie(shuffled(random, named), scenario)
  return { projects, keys: named }
}

/** One project in three has two keys or three: together they may do what one may. */
function projectSizes(keys: number): number[] {
  const pattern = [1, 1, 2, 1, 1, 3]
  const sizes: number[] = []
  for (let left = keys; left > 0;) {
    const size = Math.min(left, pattern[sizes.length % pattern.length] ?? 1)
    sizes.push(size)
    left -= size
  }
  return sizes
}

function createProject(of: Pick<Project, 'index' | 'tier'>, random: Random): Project {
  const usedToday = models.map((model): [Model, number] => {
    const { rpd } = limitsOf[of.tier][model]
    return [model, Number.isFinite(rpd) ? Math.floor(random() * rpd) : 0]
  })
  return { ...of, minuteOffset: random() * MINUTE_MS, usedToday: new Map(usedToday) }
}

function nameKey(key: Pick<SimKey, 'project' | 'quotaPool'>, index: number): SimKey {
  const id = `key-${index}`
  return { ...key, index, id, secret: `AIza-simulated-${index}`, death: null, diesAt: Infinity }
}

function letDie(keys: readonly SimKey[], scenario: Scenario): void {
  const isAlone = ({ project }: SimKey) =>
    keys.filter((key) => key.project === project).length === 1
  for (const { share, death, isLate } of DEATHS) {
    const count = Math.max(1, Math.round(keys.length * share))
    // Money is a project's: all of its keys would be without.
    const living = keys.filter((key) => key.death === null && (death !== 'billing' || isAlone(key)))
    for (const key of living.slice(0, count)) {
      key.death = death
      key.diesAt = isLate ? startOf(scenario) + (scenario.minutes / 3) * MINUTE_MS : -Infinity
    }
  }
}

/** Calls that a project can answer for a model over the whole time, if they come evenly. */
export function capacityOf(project: Project, model: Model, scenario: Scenario): number {
  const limits: Limits = limitsOf[project.tier][model]
  const before = capacityOfDay(limits, {
    minutes: (MIDNIGHT - startOf(scenario)) / MINUTE_MS,
    left: limits.rpd - (project.usedToday.get(model) ?? 0),
  })
  const minutes = Math.min(scenario.minutes / 2, DAY_MS / MINUTE_MS)
  return before + capacityOfDay(limits, { minutes, left: limits.rpd })
}

function capacityOfDay(limits: Limits, day: { minutes: number; left: number }): number {
  return Math.min(day.minutes * perMinute(limits), day.left)
}

/** Projects that have a key to the end: what an even policy would use evenly. */
export function livingProjects({ projects, keys }: World): Project[] {
  const living = new Set(keys.filter(({ death }) => death === null).map(({ project }) => project))
  return projects.filter((project) => living.has(project))
}
