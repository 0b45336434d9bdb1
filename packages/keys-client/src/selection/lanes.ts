import type { KeyState } from './key-state'
import { createRankedHeap, type RankedHeap } from './ranked-heap'

/** The keys that may be used now for one model, the best on top. */
export interface Lane {
  /** `null`: calls that name no model. */
  readonly model: string | null
  readonly eligible: RankedHeap<KeyState>
}

/** Models at once; the one that came first makes room for another. */
const MAX_LANES = 32

/** One lane a model, made when it is first asked for. */
export interface Lanes {
  of(model: string | null): Lane
  /** Takes a key in or out, as it may be used or not. */
  place(lane: Lane, state: KeyState): void
  readonly all: readonly Lane[]
}

export function createLanes(
  states: () => Iterable<KeyState>,
  mayUse: (state: KeyState, model: string | null) => boolean,
): Lanes {
  const lanes: Lane[] = []

  function place({ model, eligible }: Lane, state: KeyState): void {
    if (mayUse(state, model)) eligible.add(state)
    else eligible.remove(state)
  }

  return {
    all: lanes,
    of(model) {
      for (const lane of lanes) if (lane.model === model) return lane
      if (lanes.length >= MAX_LANES) lanes.shift()
      const lane: Lane = { model, eligible: createRankedHeap<KeyState>() }
      lanes.push(lane)
      for (const state of states()) place(lane, state)
      return lane
    },
    place,
  }
}

/** The best key of those that were not tried already. */
export function bestOf(
  { eligible }: Lane,
  exclude: ReadonlySet<string> | undefined,
): KeyState | undefined {
  let state = eligible.peek()
  if (!state || !exclude?.has(state.key.id)) return state
  const passedOver: KeyState[] = []
  while (state && exclude.has(state.key.id)) {
    passedOver.push(state)
    eligible.remove(state)
    state = eligible.peek()
  }
  for (const other of passedOver) eligible.add(other)
  return state
}
