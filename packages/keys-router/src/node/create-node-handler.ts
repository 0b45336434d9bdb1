import type { IncomingMessage, ServerResponse } from 'node:http'
import type { OpenStream } from '../hot/hot-answer'
import { pathIn } from '../http/asked'
import { type InternalApi, REST_PATH, TRPC_PATH } from '../http/internal-api'
import type { Log } from '../ports'
import { withRemoteContext } from '../telemetry/with-remote-context'
import { askedOf } from './asked-of'
import { writeBytes, writeResponse, writeStream } from './write-answer'

export interface NodeHandlerOptions {
  api: InternalApi
  log: Log
  /** What else is answered to a GET, by path. */
  pages?: Readonly<Record<string, () => Response | Promise<Response>>>
}

/** The internal API for a server of Node's, without a framework between. Everything else is 404. */
export interface NodeHandler {
  /** Never throws. */
  handle(request: IncomingMessage, response: ServerResponse): void
  /** Ends every open stream, and those that still begin. */
  endStreams(): void
}

export function createNodeHandler({ api, log, pages = {} }: NodeHandlerOptions): NodeHandler {
  const streams = new Set<OpenStream>()
  let isEnding = false

  async function serveTrpc(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const answer = await api.trpc(askedOf(request, response))
    if (answer instanceof Response) return writeResponse(response, answer)
    if ('bytes' in answer) return writeBytes(response, answer)
    const open = writeStream(response, answer)
    if (isEnding) return open.end()
    streams.add(open)
    response.once('close', () => streams.delete(open))
    if (response.closed) streams.delete(open)
  }

  async function serveRest(request: IncomingMessage, response: ServerResponse): Promise<void> {
    return writeResponse(response, await api.rest(askedOf(request, response)))
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
    const path = pathIn(request.url ?? '')
    const traced = (route: string, answer: typeof serveRest) =>
      traceRequest({ request, response, route }, () => answer(request, response))
    if (path.startsWith(`${TRPC_PATH}/`)) return traced(TRPC_PATH, serveTrpc)
    if (path === REST_PATH) return traced(REST_PATH, serveRest)
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    const page = isRead && Object.hasOwn(pages, path) ? pages[path] : undefined
    return writeResponse(response, page ? await page() : notFound())
  }

  return {
    handle(request, response) {
      // Of whoever hung up while it was written to: nobody is there to be told.
      response.on('error', () => undefined)
      serve(request, response).catch((cause: unknown) => {
        log.error('a request was not answered', { cause })
        if (response.headersSent) response.destroy()
        else response.writeHead(500).end()
      })
    },
    endStreams() {
      isEnding = true
      for (const stream of streams) stream.end()
    },
  }
}

interface TracedRequest {
  request: IncomingMessage
  response: ServerResponse
  route: string
}

/** As Next does for what comes through it. Of a stream: its opening. */
function traceRequest(
  { request, response, route }: TracedRequest,
  answer: () => Promise<void>,
): Promise<unknown> {
  const { method = 'GET', headers } = request
  return withRemoteContext({ method, route, headers }, () =>
    answer().then(() => ({ status: response.statusCode })),
  )
}

const notFound = () =>
  Response.json({ error: 'Not found' }, { status: 404, headers: { 'Cache-Control': 'no-store' } })
