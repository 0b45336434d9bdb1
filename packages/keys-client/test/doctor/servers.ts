import {
  createServer as createHttp,
  type RequestListener,
  type Server as HttpServer,
} from 'node:http'
import { createServer as createHttps, type Server as HttpsServer } from 'node:https'
import { type AddressInfo, createServer as createTcp, type Server, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

export interface Certificate {
  cert: string
  private: string
}

/** Listens on 127.0.0.1 until the test is over. @returns the port. */
async function listen(server: Server | HttpServer | HttpsServer, wanted = 0): Promise<number> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(wanted, '127.0.0.1', resolve)
  })
  onTestFinished(() => {
    sockets.forEach((socket) => socket.destroy())
    return new Promise<void>((resolve) => server.close(() => resolve()))
  })
  return (server.address() as AddressInfo).port
}

/** @returns its port. */
export const serveHttp = (handle: RequestListener): Promise<number> => listen(createHttp(handle))

/** @returns its port. */
export const serveHttps = (
  { cert, private: key }: Certificate,
  handle: RequestListener,
): Promise<number> => listen(createHttps({ cert, key }, handle))

/** @returns its port. */
export const serveTcp = (handle: (socket: Socket) => void): Promise<number> =>
  listen(createTcp(handle))

/** A port that nobody listens on: the system gave it to us a moment ago. */
export async function freePort(): Promise<number> {
  const server = createTcp()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise<void>((resolve) => server.close(() => resolve()))
  return port
}

/** Answers everything alike. */
export const answer =
  (status: number, headers: Record<string, string>, body = ''): RequestListener =>
  (request, response) => {
    request.resume()
    response.writeHead(status, headers).end(body)
  }

export const page = (title: string): string =>
  `<!doctype html><html><head><title>${title}</title></head><body></body></html>`

/** Listens on the first of these ports that is free. @returns the port. */
export async function serveOnOneOf(ports: number[], handle: RequestListener): Promise<number> {
  const [port = 0, ...others] = ports
  return listen(createHttp(handle), port).catch((error: unknown) => {
    if (others.length === 0) throw error
    return serveOnOneOf(others, handle)
  })
}
