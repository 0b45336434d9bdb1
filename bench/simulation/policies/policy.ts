import type { Arrival } from '../arrivals'
import type { Log } from '../log'
import type { SimProvider } from '../provider'
import type { Random } from '../random'
import type { VirtualClock } from '../virtual-clock'
import type { World } from '../world'

/** What every policy is given. */
export interface Setting {
  world: World
  provider: SimProvider
  clock: VirtualClock
  log: Log
  random: Random
}

/** A policy at work, in all processes. */
export interface Running {
  /** A call comes. Whatever it leads to is told to the log. */
  call(arrival: Arrival): void
  /** Once all calls are over. */
  close?(): Promise<void>
}

export interface Policy {
  name: string
  /** Whether it waits for promises. */
  isAsync?: boolean
  start(setting: Setting): Running
}

/** Keys that one call may try: as many as `withKey` tries. */
export const MAX_ATTEMPTS = 10
