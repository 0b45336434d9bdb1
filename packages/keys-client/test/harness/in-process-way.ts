import { fullScope } from '@itqan/keys-contract'
import type { keysRouter } from '@itqan/keys-router'
import { createInProcessLink } from '@itqan/keys-router/in-process'
import { createMemoryAudit } from '@itqan/keys-router/test-doubles'
import { TRPCClientError } from '@trpc/client'
import { observable } from '@trpc/server/observable'
import { onTestFinished } from 'vitest'
import { createKeysClient, type KeysClient, type KeysLink } from '../../src'
import { createFakeClock } from '../fake-clock'
import { createMemoryStore, type MemoryStore } from '../memory-store'
import { type Procedure, SECRET } from '../scripted-dashboard'
import { countConnecting } from './connecting'
import { type Controls, createControls, procedures } from './controls'
import type { Trouble } from './trouble'
import type { Site, Way } from './way'

/** What stands behind the router. */
export type ServedPool = MemoryStore & {
  /** How much of its own work is under way, where that takes time. */
  busy?: () => number
}

/** The router in the client's own process: its guard looks at the caller, as over HTTP. */
export function inProcessWay(
  name: string,
  serve: (keys: Parameters<Way['open']>[0]) => ServedPool | Promise<ServedPool>,
): Way {
  return {
    name,
    isTold: true,
    async open(keys): Promise<Site> {
      const pool = await serve(keys)
      const clients = new Set<KeysClient>()
      const controls = createControls()
      const traffic = createTraffic()
      const clock = createFakeClock(
        () =>
          traffic.isStuck() &&
          countConnecting(clients) <= traffic.held.streams &&
          (pool.busy?.() ?? 0) === 0,
      )
      return Object.assign(pool, controls, {
        clock,
        connect({ secret = SECRET, ...options } = {}) {
          const way = createInProcessLink({
            store: pool.store,
            feed: pool.feed,
            audit: createMemoryAudit(),
            secrets: [{ app: null, secret: SECRET, scope: fullScope }],
            secret,
            log: { error: () => undefined },
          })
          const link = disturbed(way, { controls, traffic })
          const client = createKeysClient({ link, clock, ...options })
          clients.add(client)
          onTestFinished(async () => {
            await client.close({ timeoutMs: 0 })
          })
          return client
        },
        requests: traffic.requests,
        endStreams: pool.feed.close,
      } satisfies Partial<Site>)
    },
  }
}

export const inProcess = inProcessWay('a link in process', createMemoryStore)

/** What is on its way, and how much of that will never come back. */
function createTraffic() {
  const counts = new Map<Procedure, number>()
  const held = { calls: 0, streams: 0 }
  let inFlight = 0
  return {
    held,
    requests: (procedure: Procedure) => counts.get(procedure) ?? 0,
    isStuck: () => inFlight <= held.calls,
    /** @returns what ends it; calling that again is harmless. */
    begin(procedure: Procedure, isHeld: boolean): () => void {
      const kind = procedure === 'watch' ? 'streams' : 'calls'
      counts.set(procedure, (counts.get(procedure) ?? 0) + 1)
      if (kind === 'calls') inFlight += 1
      if (isHeld) held[kind] += 1
      let isOver = false
      return () => {
        if (isOver) return
        isOver = true
        if (kind === 'calls') inFlight -= 1
        if (isHeld) held[kind] -= 1
      }
    },
  }
}

interface Disturbance {
  controls: Controls
  traffic: ReturnType<typeof createTraffic>
}

/** A link on which calls meet the trouble that a test has set. */
function disturbed(link: KeysLink, { controls, traffic }: Disturbance): KeysLink {
  return (runtime) => {
    const forward = link(runtime)
    return ({ op, next }) =>
      observable((observer) => {
        const procedure = procedures.find((name) => name === op.path) ?? 'list'
        controls.pass(procedure)
        const trouble = controls.troubleAt(procedure)
        const end = traffic.begin(procedure, trouble === 'silence')
        if (trouble === 'silence') {
          op.signal?.addEventListener('abort', end)
          return end
        }
        if (trouble !== undefined) {
          setImmediate(() => {
            end()
            observer.error(failureOf(trouble))
          })
          return end
        }
        const subscription = forward({ op, next }).subscribe({
          next: (value) => observer.next(value),
          error(error) {
            end()
            observer.error(error)
          },
          complete() {
            end()
            observer.complete()
          },
        })
        return () => {
          end()
          subscription.unsubscribe()
        }
      })
  }
}

function failureOf(trouble: Exclude<Trouble, 'silence'>): TRPCClientError<typeof keysRouter> {
  if (trouble === 'reset') return TRPCClientError.from(new TypeError('the connection broke'))
  const data = { code: 'BAD_REQUEST', httpStatus: trouble, reason: null, errorId: null } as const
  return TRPCClientError.from({ error: { message: `status ${trouble}`, code: -32600, data } })
}
