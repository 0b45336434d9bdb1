import type { ListInput, ListOutput, WatchEvent } from '@itqan/keys-contract'
import { expect, it } from 'vitest'
import { pooledKey } from '../../test/pooled-key'
import type { Clock } from '../clock'
import { createEvents } from '../events'
import { createProviderPool } from '../selection/provider-pool'
import { strategies } from '../selection/strategy'
import { createSnapshots } from './snapshots'
import { defaultTimes } from './snapshot-times'

const INTERLEAVINGS = 10_000
const STEPS = 24
const KEYS = 6

interface Flight {
  input: ListInput
  /** What the dashboard made of it, once it has looked. */
  answer: ListOutput | null
  resolve: (answer: ListOutput) => void
}

/** A dashboard whose every step is taken by hand: commit, look, answer, tell. */
function scriptedDashboard() {
  const revisions = new Map(Array.from({ length: KEYS }, (_, id) => [`k${id}`, 1]))
  const revoked = new Set<string>()
  const untold: WatchEvent[] = []
  const flights: Flight[] = []
  let epoch = 1
  const look = ({ since }: ListInput): ListOutput => {
    const after = since !== undefined && since <= epoch ? since : 0
    const changed = [...revisions].filter(([, revision]) => revision > after).map(([id]) => id)
    return {
      epoch,
      keys: changed.filter((id) => !revoked.has(id)).map((id) => pooledKey(id)),
      removed: since === undefined ? [] : changed.filter((id) => revoked.has(id)),
      cooldowns: [],
    }
  }
  return {
    revoked,
    untold,
    flights,
    list: (input: ListInput) =>
      new Promise<ListOutput>((resolve) => flights.push({ input, answer: null, resolve })),
    revoke(id: string): void {
      if (revoked.has(id)) return
      epoch += 1
      revoked.add(id)
      revisions.set(id, epoch)
      const told = { since: epoch - 1, epoch, removed: [id], cooldowns: [], spreadMs: 0 }
      untold.push({ ...told, reason: 'revoked', hasEdits: false })
    },
    edit(id: string): void {
      if (revoked.has(id)) return
      epoch += 1
      revisions.set(id, epoch)
      const told = { since: epoch - 1, epoch, removed: [], cooldowns: [], spreadMs: 0 }
      untold.push({ ...told, reason: 'keys', hasEdits: true })
    },
    lookAt(flight: Flight): void {
      flight.answer ??= look(flight.input)
    },
    answer(flight: Flight): void {
      flights.splice(flights.indexOf(flight), 1)
      flight.resolve(flight.answer ?? look(flight.input))
    },
  }
}

const stillClock: Clock = {
  now: () => 1_000_000,
  steady: () => 0,
  after: () => ({ cancel: () => {} }),
}

function randomFrom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
}

/** Promises that are settled already run what waits for them. */
const settle = async () => {
  for (let turn = 0; turn < 6; turn += 1) await Promise.resolve()
}

/** @returns how often a key was there after its end had been told, and what is left at the end. */
async function interleave(seed: number) {
  const pick = randomFrom(seed)
  const dashboard = scriptedDashboard()
  const { flights, untold, revoked } = dashboard
  const random = () => 0.5
  const snapshots = createSnapshots({
    list: dashboard.list,
    createPool: () =>
      createProviderPool({ strategy: strategies['least-errors'], random, onChange: () => {} }),
    clock: stillClock,
    random,
    events: createEvents(),
    times: defaultTimes,
    onKeys: () => {},
  })
  const snapshot = snapshots.of('gemini', stillClock.steady())
  const known = new Set<string>()
  let resurrections = 0

  const tell = () => {
    const event = untold.shift()
    if (!event) return
    snapshots.apply(event)
    for (const id of event.removed) known.add(id)
  }
  const aFlight = () => flights[pick(Math.max(1, flights.length))]
  const steps = [
    () => dashboard.revoke(`k${pick(KEYS)}`),
    () => dashboard.edit(`k${pick(KEYS)}`),
    () => void snapshot.refresh(),
    () => {
      const flight = aFlight()
      if (flight) dashboard.lookAt(flight)
    },
    () => {
      const flight = aFlight()
      if (flight) dashboard.answer(flight)
    },
    tell,
    // Through two dashboards, a change is told twice.
    () => {
      const event = untold[0]
      tell()
      if (event) snapshots.apply(event)
    },
  ]
  for (let step = 0; step < STEPS; step += 1) {
    steps[pick(steps.length)]?.()
    await settle()
    for (const { key } of snapshot.pool.states()) if (known.has(key.id)) resurrections += 1
  }
  while (untold.length > 0) tell()
  for (let round = 0; round < 4; round += 1) {
    void snapshot.refresh()
    for (const flight of flights.slice()) dashboard.answer(flight)
    await settle()
  }
  const left = Array.from(snapshot.pool.states(), ({ key }) => key.id).toSorted()
  const expected = Array.from({ length: KEYS }, (_, id) => `k${id}`).filter(
    (id) => !revoked.has(id),
  )
  return { resurrections, isRight: JSON.stringify(left) === JSON.stringify(expected) }
}

it('line 8: a revoke while a list with the old answer is in flight, 10,000 random interleavings, 0 resurrections', async () => {
  let resurrections = 0
  let wrong = 0
  for (let seed = 1; seed <= INTERLEAVINGS; seed += 1) {
    const result = await interleave(seed * 7_919)
    resurrections += result.resurrections
    if (!result.isRight) wrong += 1
  }
  expect({ resurrections, wrong }).toEqual({ resurrections: 0, wrong: 0 })
}, 20_000)
