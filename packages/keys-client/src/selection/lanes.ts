import { isBefore, type KeyState } from './key-state'
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
  of(model: string | null, fill: (lane: Lane) => void): Lane
  readonly all: readonly Lane[]
}

export function createLanes(): Lanes {
  const lanes: Lane[] = []
  return {
    all: lanes,
    of(model, fill) {
      for (const lane of lanes) if (lane.model === model) return lane
      if (lanes.length >= MAX_LANES) lanes.shift()
      const lane: Lane = { model, eligible: createRankedHeap(isBefore) }
      lanes.push(lane)
      fill(lane)
      return lane
    },
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
