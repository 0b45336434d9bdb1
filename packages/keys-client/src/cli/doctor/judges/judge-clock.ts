import type { Facts } from '../facts'
import type { Finding } from '../diagnosis'
import { clockOff } from './clock-off'

/** From here on it is told, in milliseconds. */
const WORTH_TELLING_MS = 60_000
/** From here on rests end so wrongly that it is a cause, in milliseconds. */
const HARMFUL_MS = 5 * 60_000

/** The ends of rests are absolute times: each clock that is off ends them at a wrong moment. */
export function judgeClock({ list }: Facts): Finding {
  if (!list) return { status: 'skipped', detail: null }
  const off = clockOff(list)
  if (!off) return { status: 'skipped', detail: { code: 'clock_unknown' } }
  if (off.offMs <= WORTH_TELLING_MS) return { status: 'ok', detail: { code: 'clock' } }
  const told = { code: 'clock_off', ...off } as const
  if (off.offMs <= HARMFUL_MS) return { status: 'warning', warning: told }
  return { status: 'warning', warning: told, ifAlone: told }
}
