import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import type { ListInput, PooledKey, ReportInput } from '@itqan/keys-contract'
import { createInternalHandlers } from '@itqan/keys-router'
import { onTestFinished } from 'vitest'

export const SECRET = 'client-test-secret-0123456789-abcdefghij'

/** The internal API over a pool that the test holds in its hands. */
export interface ServedPool {
  url: string
  lists: ListInput[]
  reports: ReportInput[]
  /** Replaces the pool and moves the epoch. */
  change(keys: PooledKey[], removed?: string[]): void
  /** Every later request is answered with this status. */
  failWith(status: number | null): void
}

export async function servePool(initial: PooledKey[]): Promise<ServedPool> {
  let keys = initial
  let removed: string[] = []
  let epoch = 1
  let failure: number | null = null
  const lists: ListInput[] = []
  const reports: ReportInput[] = []
  const unused = () => Promise.reject(new Error('not part of this test'))
  const { trpc } = createInternalHandlers({
    secrets: [{ app: null, secret: SECRET }],
    log: { error: () => undefined },
    store: {
      list: async (input) => {
        lists.push(input)
        const { provider, since } = input
        if (since === epoch) return { epoch, keys: [], removed: [], cooldowns: [] }
        const wanted = keys.filter((key) => !provider || key.provider === provider)
        return { epoch, keys: wanted, removed: since ? removed : [], cooldowns: [] }
      },
      report: async (input) => {
        reports.push(input)
        const known = new Set(keys.map((key) => key.id))
        const ids = input.entries.map((entry) => entry.keyId)
        const unknownKeyIds = ids.filter((id) => !known.has(id))
        return { duplicate: false, unknownKeyIds, epoch, cooldowns: [] }
      },
      listManaged: unused,
      create: unused,
      setActive: unused,
      remove: unused,
      resetErrors: unused,
    },
  })
  const url = await listen((request) =>
    failure === null ? trpc(request) : new Response('<html>down</html>', { status: failure }),
  )
  return {
    url,
    lists,
    reports,
    change: (next, gone = []) => {
      keys = next
      removed = gone
      epoch += 1
    },
    failWith: (status) => {
      failure = status
    },
  }
}

/** A server that accepts and never answers, and counts who asks. */
export async function serveSilence(): Promise<{ url: string; requests: () => number }> {
  let requests = 0
  const server = createServer(() => {
    requests += 1
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => close(server))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, requests: () => requests }
}

function listen(fetch: (request: Request) => Response | Promise<Response>): Promise<string> {
  return new Promise((resolve) => {
    const server = serve({ fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
      resolve(`http://127.0.0.1:${port}`),
    )
    onTestFinished(() => close(server as Server))
  })
}

function close(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}
