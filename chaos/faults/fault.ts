import type { Dice } from '../dice'
import type { Way } from '../judge/disturbance'
import type { Stack } from '../stack/stack'

/** Something that goes wrong, and is mended. */
export interface Fault {
  name: string
  /** What cannot be had meanwhile. Nothing: the others must make up for it. */
  disturbs: readonly Way[]
  /** How long it lasts, in milliseconds, between its beginning and its end. 0: it happens at once. */
  lasts: readonly [number, number]
  /** See `Applied`. Default 0. */
  noticedMs?: number
  /** Breaks it. @returns how to mend it: resolves when what was broken runs again. */
  begin(stack: Stack, dice: Dice): Promise<() => Promise<void>>
}

/** For a fault that is over once it has begun. */
export const nothing = async (): Promise<void> => undefined

/** A usual length of a fault, in milliseconds. */
export const aMoment = [1_000, 3_000] as const
