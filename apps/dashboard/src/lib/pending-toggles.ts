export interface Toggle {
  keyIds: readonly string[]
  isActive: boolean
}

/**
 * How switches that are still on their way leave their keys, later ones on top. An answer read before a
 * switch reached the server cannot flip it back, and a refused switch needs no undoing.
 */
export function wantedStates(pending: readonly Toggle[]): ReadonlyMap<string, boolean> {
  return new Map(pending.flatMap(({ keyIds, isActive }) => keyIds.map((id) => [id, isActive])))
}

/** Guards what the mutation cache keeps untyped. */
export function isToggle(value: unknown): value is Toggle {
  return typeof value === 'object' && value !== null && 'keyIds' in value && 'isActive' in value
}
