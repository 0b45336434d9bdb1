import type { IncomingMessage, ServerResponse } from 'node:http'
import { behaviours } from './behaviour'
import { readBehaviourOrder } from './behaviour-order'
import { readCappedBody } from './body'
import { readCall } from './call'
import type { Journal, RecordedRequest } from './journal'
import type { KeyRing } from './key-ring'
import { protocols } from './protocols/all'

interface ServicePagesOptions {
  keys: KeyRing
  journal: Journal
}

type Page = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** Builds what finds the page of a request; `null` means that its address is not the sandbox's own. */
export function createServicePages({ keys, journal }: ServicePagesOptions) {
  const pages = new Map<string, Page>([
    ['GET /', async (_, response) => sendText(response, welcome(keys))],
    ['GET /__sandbox/health', async (_, response) => sendJson(response, 200, { ok: true })],
    [
      'GET /__sandbox/requests',
      async (_, response) => sendJson(response, 200, journal.list().map(masked)),
    ],
    [
      'DELETE /__sandbox/requests',
      async (_, response) => {
        journal.clear()
        response.writeHead(204).end()
      },
    ],
    [
      'POST /__sandbox/behaviour',
      async (request, response) => {
        const order = readBehaviourOrder(await readCappedBody(request), keys)
        if ('error' in order) return sendJson(response, 400, order)
        keys.setBehaviour(order.key, order.behaviour)
        response.writeHead(204).end()
      },
    ],
  ])
  return (request: IncomingMessage): Page | null => {
    const { method, path } = readCall(request)
    return pages.get(`${method} ${path}`) ?? null
  }
}

function sendText(response: ServerResponse, text: string) {
  response.writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8' }).end(text)
}

function sendJson(response: ServerResponse, status: number, body: unknown) {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' })
  response.end(JSON.stringify(body))
}

/** A caller may have sent a real key by mistake. */
function masked(request: RecordedRequest): RecordedRequest {
  const { key } = request
  return { ...request, key: key === null ? null : maskKey(key) }
}

function maskKey(key: string): string {
  return key.length < 20 ? '••••••••' : `${key.slice(0, 4)}…${key.slice(-4)}`
}

function welcome(keys: KeyRing): string {
  const routes = protocols.flatMap(({ provider, routes: own, models }) => [
    ...own.map(({ shown }) => `POST   /${provider}${shown}`),
    `GET    /${provider}${models.path}`,
  ])
  const lines = keys
    .list()
    .map(
      ({ provider, behaviour, name }) => `  ${provider.padEnd(10)} ${behaviour.padEnd(21)} ${name}`,
    )
  return [
    'provider-sandbox: a local stand-in for model providers. No call leaves this machine.',
    '',
    ...routes,
    'Without its first word, a path is that of the first provider here that has it.',
    '',
    'GET    /__sandbox/requests    what it was asked',
    'DELETE /__sandbox/requests    forget it',
    'POST   /__sandbox/behaviour   {"key", "behaviour"}: change what a key does',
    'GET    /__sandbox/health',
    '',
    `A behaviour is one of ${behaviours.join(', ')}.`,
    '',
    'It answers by the key that it is shown:',
    ...lines,
    '',
  ].join('\n')
}
