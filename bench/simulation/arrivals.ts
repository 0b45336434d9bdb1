import { MEAN_TOKENS, type Model, models, TOKEN_SPREAD } from './limits'
import { createRandom, exponential, lognormal, type Random } from './random'
import { MINUTE_MS, PROCESSES, type Scenario } from './scenario'
import { capacityOf, livingProjects, type World } from './world'

/** One call of an app, as it comes, before any key is chosen. */
export interface Arrival {
  number: number
  /** In milliseconds from the start. */
  at: number
  process: number
  model: Model
  /** Of the prompt. */
  tokens: number
  /** So many of its first attempts meet a model that is overloaded, whatever their keys. */
  overloads: number
  /** How long the model thinks, in milliseconds. */
  thinks: number
}

/** A tenth of the time two and a half times as much is asked as on average. */
const RUSH = { share: 0.1, factor: 2.5, meanMs: MINUTE_MS }

/** A third of all calls come in batches: one page of an app that asks ten things at once. */
const BATCH = { share: 1 / 3, mean: 8 }

/** Now and then a model is overloaded for a minute, and refuses two of three calls. */
const OVERLOAD = { everyMs: 25 * MINUTE_MS, meanMs: MINUTE_MS, refused: 2 / 3 }

interface Span {
  from: number
  to: number
}

/** All calls, in the order of their times. */
export function createArrivals(scenario: Scenario, world: World): Arrival[] {
  const random = createRandom(scenario.seed + 1_000_003)
  const endMs = scenario.minutes * MINUTE_MS
  const rushes = spans(random, { endMs, everyMs: RUSH.meanMs / RUSH.share, meanMs: RUSH.meanMs })
  const arrivals = models.flatMap((model) => {
    const overloads = spans(random, { endMs, ...OVERLOAD })
    const calls = scenario.load * capacityFor(model, { scenario, world })
    return arrivalsOf({ model, calls, endMs, rushes, overloads }, random)
  })
  return arrivals.toSorted((a, b) => a.at - b.at).map((arrival, number) => ({ ...arrival, number }))
}

function capacityFor(model: Model, { scenario, world }: { scenario: Scenario; world: World }) {
  return livingProjects(world).reduce(
    (sum, project) => sum + capacityOf(project, model, scenario),
    0,
  )
}

interface Stream {
  model: Model
  calls: number
  endMs: number
  rushes: readonly Span[]
  overloads: readonly Span[]
}

function arrivalsOf(stream: Stream, random: Random): Arrival[] {
  const { model, calls, endMs, rushes, overloads } = stream
  const perArrival = 1 / (1 - BATCH.share + BATCH.share / BATCH.mean)
  const calm = (1 - RUSH.share * RUSH.factor) / (1 - RUSH.share)
  const meanMs = (endMs * perArrival) / calls
  const arrivals: Arrival[] = []
  for (let at = exponential(random, meanMs); at < endMs;) {
    const factor = isWithin(rushes, at) ? RUSH.factor : calm
    const process = Math.floor(random() * PROCESSES)
    const size = random() < batchChance() ? 1 + Math.round(exponential(random, BATCH.mean - 1)) : 1
    for (let one = 0; one < size; one += 1) {
      arrivals.push({
        number: 0,
        at,
        process,
        model,
        tokens: Math.ceil(lognormal(random, { mean: MEAN_TOKENS, spread: TOKEN_SPREAD })),
        overloads: isWithin(overloads, at) ? refusals(random) : 0,
        thinks: lognormal(random, { mean: 1_500, spread: 0.6 }),
      })
    }
    at += exponential(random, meanMs) / factor
  }
  return arrivals
}

/** Of those who come, so many bring a batch: then a third of all calls are in one. */
function batchChance(): number {
  const perBatch = BATCH.share / BATCH.mean
  return perBatch / (perBatch + 1 - BATCH.share)
}

function refusals(random: Random): number {
  let count = 0
  while (random() < OVERLOAD.refused) count += 1
  return count
}

function spans(
  random: Random,
  { endMs, everyMs, meanMs }: { endMs: number; everyMs: number; meanMs: number },
): Span[] {
  const found: Span[] = []
  for (let at = 0; at < endMs;) {
    const from = at + exponential(random, everyMs - meanMs)
    at = from + exponential(random, meanMs)
    found.push({ from, to: at })
  }
  return found
}

const isWithin = (among: readonly Span[], at: number) =>
  among.some(({ from, to }) => at >= from && at < to)
