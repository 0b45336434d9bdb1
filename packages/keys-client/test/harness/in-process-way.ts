import { keysRouter } from '@itqan/keys-router'
import { localLink, TRPCClientError } from '@trpc/client'
import { observable } from '@trpc/server/observable'
import superjson from 'superjson'
import { onTestFinished } from 'vitest'
import { createKeysClient, type KeysClient } from '../../src'
import type { KeysLink } from '../../src/link/link'
import { createFakeClock } from '../fake-clock'
import { countConnecting } from './connecting'
import { createMemoryStore } from '../memory-store'
import { type Procedure, SECRET } from '../scripted-dashboard'
import type { Trouble } from './trouble'
import type { Site, Way } from './way'

const isProcedure = (path: string): path is Procedure =>
  path === 'list' || path === 'report' || path === 'watch'

/** The router in the client's own process: its guard looks at the caller, as over HTTP. */
export const inProcess: Way = {
  name: 'a link in process',
  isTold: true,
  async open(keys): Promise<Site> {
    const memory = createMemoryStore(keys)
    const { store, feed } = memory
    const clients = new Set<KeysClient>()
    const troubles = new Map<Procedure, Trouble>()
    const hooks = new Map<Procedure, () => void>()
    const counts = new Map<Procedure, number>()
    const held = { calls: 0, streams: 0 }
    let inFlight = 0
    const clock = createFakeClock(
      () => inFlight <= held.calls && countConnecting(clients) <= held.streams,
    )

    function linkOf(secret: string): KeysLink {
      const local = localLink({
        router: keysRouter,
        transformer: superjson,
        createContext: async () => ({
          store,
          feed,
          caller: secret === SECRET ? { app: null } : null,
          user: null,
        }),
      })
      return (runtime) => {
        const forward = local(runtime)
        return ({ op, next }) =>
          observable((observer) => {
            const procedure = isProcedure(op.path) ? op.path : 'list'
            counts.set(procedure, (counts.get(procedure) ?? 0) + 1)
            hooks.get(procedure)?.()
            const trouble = troubles.get(procedure)
            const kind = op.type === 'subscription' ? 'streams' : 'calls'
            let isOver = false
            if (kind === 'calls') inFlight += 1
            const end = () => {
              if (isOver) return
              isOver = true
              if (kind === 'calls') inFlight -= 1
              if (trouble === 'silence') held[kind] -= 1
            }
            if (trouble === 'silence') {
              held[kind] += 1
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

    return {
      ...memory,
      get epoch() {
        return memory.epoch
      },
      clock,
      connect({ secret = SECRET, ...options } = {}) {
        const client = createKeysClient({ link: linkOf(secret), clock, ...options })
        clients.add(client)
        onTestFinished(async () => {
          await client.close({ timeoutMs: 0 })
        })
        return client
      },
      requests: (procedure) => counts.get(procedure) ?? 0,
      trouble(trouble, at = ['list', 'report', 'watch']) {
        for (const procedure of at) {
          if (trouble === null) troubles.delete(procedure)
          else troubles.set(procedure, trouble)
        }
      },
      before(procedure, run) {
        if (run) hooks.set(procedure, run)
        else hooks.delete(procedure)
      },
      endStreams: feed.close,
    }
  },
}

function failureOf(trouble: Exclude<Trouble, 'silence'>): TRPCClientError<typeof keysRouter> {
  if (trouble === 'reset') return TRPCClientError.from(new TypeError('the connection broke'))
  const data = { code: 'BAD_REQUEST', httpStatus: trouble, reason: null, errorId: null } as const
  return TRPCClientError.from({ error: { message: `status ${trouble}`, code: -32600, data } })
}
