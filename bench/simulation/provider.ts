import type { Arrival } from './arrivals'
import { type Answer, dead, exhausted, fine, overloaded, type Quota } from './answers'
import { limitsOf, type Model } from './limits'
import { DAY_MS, MIDNIGHT, MINUTE_MS } from './scenario'
import type { Project, SimKey } from './world'

/** One attempt: a call, and the key that it is made with. */
export interface Attempt {
  arrival: Arrival
  /** From 1. */
  number: number
  key: SimKey
  /** In milliseconds since 1970. */
  now: number
}

export interface TimedAnswer extends Answer {
  /** In milliseconds. */
  latency: number
}

/** What is left of one project's limits for one model. */
export interface Room {
  requests: number
  tokens: number
  today: number
}

/** A provider with Gemini's limits: requests and tokens a minute and requests a day, of a project. */
export interface SimProvider {
  ask(attempt: Attempt): TimedAnswer
  /** For who may know: what a project could still answer. */
  room(project: Project, model: Model, now: number): Room
}

/** Refusals come at once, a model that is overloaded lets wait. In milliseconds. */
const REFUSED_MS = 120
const OVERLOADED_MS = 900

interface Count {
  minute: number
  requests: number
  tokens: number
  day: number
  today: number
}

export function createProvider(): SimProvider {
  const counts = new Map<Project, Map<Model, Count>>()

  /** What was used of the minute and the day that `now` is in. */
  function countOf(project: Project, model: Model, now: number): Count {
    const byModel = counts.get(project) ?? new Map<Model, Count>()
    counts.set(project, byModel)
    const count = byModel.get(model) ?? {
      minute: -1,
      requests: 0,
      tokens: 0,
      day: dayOf(MIDNIGHT - 1),
      today: project.usedToday.get(model) ?? 0,
    }
    byModel.set(model, count)
    const minute = minuteOf(project, now)
    if (minute !== count.minute) Object.assign(count, { minute, requests: 0, tokens: 0 })
    const day = dayOf(now)
    if (day !== count.day) Object.assign(count, { day, today: 0 })
    return count
  }

  function violated({ arrival, key, now }: Attempt): { quota: Quota; limit: number } | null {
    const { project } = key
    const { model, tokens } = arrival
    const { rpm, tpm, rpd } = limitsOf[project.tier][model]
    const count = countOf(project, model, now)
    if (count.today >= rpd) return { quota: 'requests-day', limit: rpd }
    if (count.requests >= rpm) return { quota: 'requests-minute', limit: rpm }
    if (count.tokens + tokens > tpm) return { quota: 'tokens-minute', limit: tpm }
    return null
  }

  return {
    ask(attempt) {
      const { arrival, key, now, number } = attempt
      const { model, tokens, overloads, thinks } = arrival
      if (key.death && now >= key.diesAt) return { ...dead[key.death], latency: REFUSED_MS }
      const limit = violated(attempt)
      if (limit) {
        const waitMs = waitFor(key.project, { quota: limit.quota, now })
        return { ...exhausted({ model, waitMs, ...limit }), latency: REFUSED_MS }
      }
      if (number <= overloads) return { ...overloaded, latency: OVERLOADED_MS }
      const count = countOf(key.project, model, now)
      count.requests += 1
      count.tokens += tokens
      count.today += 1
      return { ...fine, latency: thinks }
    },
    room(project, model, now) {
      const { rpm, tpm, rpd } = limitsOf[project.tier][model]
      const { requests, tokens, today } = countOf(project, model, now)
      return { requests: rpm - requests, tokens: tpm - tokens, today: rpd - today }
    },
  }
}

const minuteOf = ({ minuteOffset }: Project, now: number) =>
  Math.floor((now + minuteOffset) / MINUTE_MS)

const dayOf = (now: number) => Math.floor((now - MIDNIGHT) / DAY_MS)

/** Until the minute or the day is over, in milliseconds. */
function waitFor(project: Project, { quota, now }: { quota: Quota; now: number }): number {
  if (quota === 'requests-day') return (dayOf(now) + 1) * DAY_MS + MIDNIGHT - now
  return (minuteOf(project, now) + 1) * MINUTE_MS - project.minuteOffset - now
}
