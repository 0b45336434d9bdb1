import type { KeyState } from './key-state'
import { createRankedHeap, type RankedHeap } from './ranked-heap'

/** The keys that may be used now for one model, the best on top. */
export interface Lane {
  /** `null`: calls that name no model. */
  readonly model: string | null
  readonly eligible: RankedHeap<KeyState>
  /** Those of the eligible that have had their share of a minute: taken when no other is left. */
  readonly spent: RankedHeap<KeyState>
}

/** Models at once; the one that came first makes room for another. */
const MAX_LANES = 32

/** One lane a model, made when it is first asked for. */
export interface Lanes {
  of(model: string | null): Lane
  /** Looks again where a key belongs in a lane. */
  settle(lane: Lane, state: KeyState): void
  readonly all: readonly Lane[]
}

export function createLanes(
  states: () => Iterable<KeyState>,
  standingOf: (state: KeyState, model: string | null) => Standing,
): Lanes {
  const lanes: Lane[] = []

  function settle(lane: Lane, state: KeyState): void {
    place(lane, state, standingOf(state, lane.model))
  }

  return {
    all: lanes,
    of(model) {
      for (const lane of lanes) if (lane.model === model) return lane
      if (lanes.length >= MAX_LANES) lanes.shift()
      const lane: Lane = {
        model,
        eligible: createRankedHeap<KeyState>(),
        spent: createRankedHeap<KeyState>(),
      }
      lanes.push(lane)
      for (const state of states()) settle(lane, state)
      return lane
    },
    settle,
  }
}

/** Puts a key where it belongs in a lane, or takes it out. */
export function place({ eligible, spent }: Lane, state: KeyState, as: Standing): void {
  if (as === 'eligible') eligible.add(state)
  else eligible.remove(state)
  if (as === 'spent') spent.add(state)
  else spent.remove(state)
}

export type Standing = 'eligible' | 'spent' | 'barred'

/** The best key of those that were not tried already. */
export function bestOf(
  { eligible, spent }: Lane,
  exclude: ReadonlySet<string> | undefined,
): KeyState | undefined {
  if (!exclude) return eligible.peek() ?? spent.peek()
  return bestIn(eligible, exclude) ?? bestIn(spent, exclude)
}

function bestIn(heap: RankedHeap<KeyState>, exclude: ReadonlySet<string>): KeyState | undefined {
  let state = heap.peek()
  if (!state || !exclude.has(state.key.id)) return state
  const passedOver: KeyState[] = []
  while (state && exclude.has(state.key.id)) {
    passedOver.push(state)
    heap.remove(state)
    state = heap.peek()
  }
  for (const other of passedOver) heap.add(other)
  return state
}
