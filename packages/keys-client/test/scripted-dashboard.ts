import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { fullScope, type InternalSecret, type PooledKey } from '@itqan/keys-contract'
import { createInternalApi, createNodeHandler, toFetchHandlers } from '@itqan/keys-router'
import { deafAudit, unlimited } from '@itqan/keys-router/test-doubles'
import { onTestFinished } from 'vitest'
import { createMemoryStore, type MemoryStore } from './memory-store'

export { pooledKey } from './pooled-key'

export const SECRET = 'client-test-secret-0123456789-abcdefghij'

/** How the router is reached: as Next reaches it, or as on a port of its own. */
export type Door = 'fetch' | 'listener'

/** What is done with a request instead of handing it to the router. */
export type Script = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>

export type Procedure = 'list' | 'report' | 'watch'

/** A dashboard on a real port: the real router and guard over a store in memory, and a script. */
export interface ScriptedDashboard extends MemoryStore {
  url: string
  /** Requests so far, by procedure. */
  requests(procedure: Procedure): number
  /** Later requests for a procedure go to the script; `null`: to the router again. */
  script(procedure: Procedure, script: Script | null): void
  scriptAll(script: Script | null): void
  /** Hands a scripted request on to the router. */
  pass(request: IncomingMessage, response: ServerResponse): Promise<void>
  /** Breaks every open connection, without a word. */
  resetConnections(): void
  /** Stops listening, as a dashboard that is down; `up` listens on the same port again. */
  down(): Promise<void>
  up(): Promise<void>
}

const procedures = ['list', 'report', 'watch'] as const

export async function startDashboard(
  keys: readonly PooledKey[],
  secrets: InternalSecret[] = [{ app: null, secret: SECRET, scope: fullScope }],
  door: Door = 'fetch',
): Promise<ScriptedDashboard> {
  const memory = createMemoryStore(keys)
  const log = { error: () => undefined }
  const api = createInternalApi({
    secrets,
    log,
    store: memory.store,
    feed: memory.feed,
    audit: deafAudit,
    limiter: unlimited,
  })
  const route =
    door === 'listener'
      ? createNodeHandler({ api, log }).handle
      : getRequestListener(toFetchHandlers(api).trpc, { overrideGlobalObjects: false })
  const scripts = new Map<Procedure, Script>()
  const counts = new Map<Procedure, number>()
  const sockets = new Set<Socket>()
  const server = createServer((request, response) => {
    const path = request.url?.split('?', 1)[0] ?? ''
    const found = procedures.filter((name) => path.includes(name))
    for (const name of found) counts.set(name, (counts.get(name) ?? 0) + 1)
    const script = found.map((name) => scripts.get(name)).find(Boolean)
    void (script ? script(request, response) : route(request, response))
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  const port = await listen(server, 0)
  const reset = () => sockets.forEach((socket) => socket.destroy())
  const close = () => {
    memory.feed.close()
    reset()
    return new Promise<void>((resolve) => server.close(() => resolve()))
  }
  onTestFinished(close)
  return Object.assign(memory, {
    url: `http://127.0.0.1:${port}`,
    requests: (name: Procedure) => counts.get(name) ?? 0,
    script(name: Procedure, script: Script | null) {
      if (script) scripts.set(name, script)
      else scripts.delete(name)
    },
    scriptAll(script: Script | null) {
      for (const name of procedures) this.script(name, script)
    },
    pass: async (request: IncomingMessage, response: ServerResponse) => route(request, response),
    resetConnections: reset,
    down: close,
    up: async () => void (await listen(server, port)),
  })
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

/** Answers with a status and nothing that a router would say. */
export const answerWith =
  (status: number, headers: Record<string, string> = {}, body = ''): Script =>
  (request, response) => {
    request.resume()
    response.writeHead(status, headers).end(body)
  }

/** Accepts and never answers. */
export const saysNothing: Script = (request) => void request.resume()

/** Breaks the connection. */
export const resets: Script = (request) => void request.socket.resetAndDestroy()
