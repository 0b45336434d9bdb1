import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Journal, RecordedRequest } from './journal'
import type { KeyRing } from './key-ring'
import { readCall } from './call'

interface ServicePagesOptions {
  keys: KeyRing
  journal: Journal
}

/** Builds the listener for the sandbox's own addresses; `false` means that this was not one. */
export function createServicePages({ keys, journal }: ServicePagesOptions) {
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const { method, path } = readCall(request)
    switch (`${method} ${path}`) {
      case 'GET /':
        response.writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8' }).end(welcome(keys))
        return true
      case 'GET /__sandbox/health':
        sendJson(response, { ok: true })
        return true
      case 'GET /__sandbox/requests':
        sendJson(response, journal.list().map(masked))
        return true
      case 'DELETE /__sandbox/requests':
        journal.clear()
        response.writeHead(204).end()
        return true
      default:
        return false
    }
  }
}

function sendJson(response: ServerResponse, body: unknown) {
  response.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8' })
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
  const lines = keys.list().map(({ name, behaviour }) => `  ${behaviour.padEnd(20)} ${name}`)
  return [
    'provider-sandbox: a local stand-in for Gemini. No call leaves this machine.',
    '',
    'POST   /v1beta/models/{model}:generateContent',
    'POST   /v1beta/models/{model}:streamGenerateContent?alt=sse',
    'GET    /__sandbox/requests   what it was asked',
    'DELETE /__sandbox/requests   forget it',
    'GET    /__sandbox/health',
    '',
    'It answers by the key in x-goog-api-key:',
    ...lines,
    '',
  ].join('\n')
}
