import type { Way } from '../judge/disturbance'
import type { TcpProxy, Trouble } from '../proxy/tcp-proxy'
import type { Ways } from '../stack/stack'
import { aMoment, type Fault, nothing } from './fault'

/** A silent connection is noticed after 40 s at the latest. */
const SILENCE_NOTICED_MS = 40_000

const names: Record<keyof Ways, string> = {
  dashboards: 'clients ↔ dashboards',
  postgres: 'dashboards ↔ PostgreSQL',
  redis: 'dashboards ↔ Redis',
  provider: 'clients ↔ provider',
}

const disturbedBy: Record<keyof Ways, readonly Way[]> = {
  dashboards: ['keys'],
  postgres: ['keys'],
  redis: [],
  provider: ['provider'],
}

function troubled(way: keyof Ways, what: string, trouble: Trouble): Fault {
  return {
    name: `${names[way]}: ${what}`,
    disturbs: disturbedBy[way],
    lasts: aMoment,
    async begin({ ways }) {
      ways[way].set(trouble)
      return async () => ways[way].set({})
    },
  }
}

function cut(way: keyof Ways): Fault {
  return {
    name: `${names[way]}: every connection cut`,
    disturbs: disturbedBy[way],
    lasts: [0, 0],
    async begin({ ways }) {
      ways[way].cut()
      return nothing
    },
  }
}

function silenced(way: keyof Ways): Fault {
  return {
    name: `${names[way]}: half-open`,
    disturbs: disturbedBy[way],
    lasts: aMoment,
    noticedMs: SILENCE_NOTICED_MS,
    async begin({ ways }) {
      silence(ways[way])
      return async () => ways[way].set({})
    },
  }
}

function silence(proxy: TcpProxy): void {
  proxy.set({ isSilent: true })
  proxy.silence()
}

export const wayFaults: readonly Fault[] = [
  troubled('dashboards', '200 ms late', { delayMs: 200 }),
  troubled('postgres', '200 ms late', { delayMs: 200 }),
  troubled('provider', '200 ms late', { delayMs: 200 }),
  troubled('dashboards', 'bytes corrupted', { spoil: { kind: 'body', share: 0.3 } }),
  troubled('postgres', 'bytes corrupted', { spoil: { kind: 'frame', share: 0.1 } }),
  ...(['dashboards', 'postgres', 'redis', 'provider'] as const).map(cut),
  ...(['dashboards', 'postgres', 'redis'] as const).map(silenced),
]
