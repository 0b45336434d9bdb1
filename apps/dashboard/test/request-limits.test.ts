import { connect, type Socket } from 'node:net'
import { MAX_BATCH_SIZE, MAX_BODY_BYTES } from '@itqan/keys-contract'
import type { ChangeFeed, InternalHandlerOptions, Log } from '@itqan/keys-router'
import { figure, unlimited } from '@itqan/keys-router/test-doubles'
import { sendRaw } from '@itqan/keys-router/test-strangers'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { openWatch } from './open-watch'
import { serveHandlers } from './serve-handlers'
import { type InternalApi, SECRET, secretsOf, serveInternalApi } from './serve-internal-api'

let api: InternalApi

beforeAll(async () => {
  api = await serveInternalApi()
}, 60_000)

afterAll(() => api[Symbol.asyncDispose]())

const headers = ['authorization', `Bearer ${SECRET}`, 'content-type', 'application/json']

const paths = ['/api/internal/trpc/report', '/api/internal/api-keys']

describe('line 26: a request that is too large', () => {
  it.each([
    [11, [400]],
    [1_000, [400]],
    // Node itself takes no head of more than 16 KB.
    [15_000, [431]],
  ])('is answered shortly when it is a batch of %i calls', async (calls, statuses) => {
    const list = Array.from({ length: calls }, () => 'list').join()
    const byGet = { method: 'GET', path: `/api/internal/trpc/${list}?batch=1`, headers }
    const byPost = { ...byGet, method: 'POST', body: '{}' }
    for (const request of [byGet, byPost]) {
      const { status, body } = await sendRaw(api.url, request)
      expect(statuses).toContain(status)
      expect(Buffer.byteLength(body)).toBeLessThanOrEqual(1_024)
      figure(`line 26: ${request.method} of ${calls} calls: ${status}, ${body.length} bytes`)
    }
    expect(MAX_BATCH_SIZE).toBe(10)
  })

  it.each(['', ',', '%2C'])(
    'is answered shortly when it is 5,000 commas (%j between)',
    async (part) => {
      const path = `/api/internal/trpc/${`,${part}`.repeat(5_000).slice(0, 14_000)}?batch=1`
      const { status, body } = await sendRaw(api.url, { method: 'GET', path, headers })
      expect(status).toBe(400)
      expect(Buffer.byteLength(body)).toBeLessThanOrEqual(1_024)
    },
  )

  it.each(paths)('is refused with one byte over 64 KB: %s', async (path) => {
    for (const extra of [[], ['transfer-encoding', 'chunked']]) {
      const body = 'x'.repeat(MAX_BODY_BYTES + 1)
      const { status } = await sendRaw(api.url, {
        method: 'POST',
        path,
        headers: [...headers, ...extra],
        body,
      })
      expect(status).toBe(413)
    }
  })

  it.each(paths)('is cut when it is 30 MB in chunks: %s', async (path) => {
    const answer = await pour(path, { chunk: 16 * 1024, total: 30 * 1024 * 1024 })
    expect(answer.head).toContain('HTTP/1.1 413')
    expect(answer.read).toBeLessThanOrEqual(128 * 1024)
    figure(`line 26: ${path}: the server read ${answer.read} of 31457280 bytes`)
  })
})

describe('a request that takes its time', () => {
  it.each(paths)('is cut when its body trickles in: %s', async (path) => {
    const slow = await serveBeside({ bodyTimeoutMs: 100 })
    const socket = await open(slow.url)
    socket.write(`${headOf('POST', path)}content-length: 1000\r\n\r\n{"json"`)
    const answer = await textOf(socket)
    expect(answer).toContain('HTTP/1.1 408')
    expect(answer).toContain('The request body did not arrive in time')
  })

  it('is answered with 503 and an error id when the store says nothing', async () => {
    const stuck = await serveBeside({
      timeoutMs: 3_000,
      store: { ...api.store, list: () => new Promise(() => undefined) },
    })
    const path = '/api/internal/trpc/list?input=%7B%22json%22%3A%7B%7D%7D'
    const watch = await openWatch(stuck.url)
    await watch.next()
    const answers = await Promise.all(
      [path, '/api/internal/api-keys'].map((asked) =>
        sendRaw(stuck.url, { method: 'GET', path: asked, headers }),
      ),
    )
    const ids = api.logged.map(({ fields }) => fields['errorId'])
    expect(ids).toHaveLength(2)
    for (const { status, body } of answers) {
      expect(status).toBe(503)
      expect(body).toContain('The server gave no answer in time: try again')
      expect(ids.filter((id) => body.includes(String(id)))).toHaveLength(1)
    }
    // Open for longer than the calls were given.
    expect(api.feed.subscribers()).toBe(1)
    watch.leave()
  }, 30_000)
})

describe('streams', () => {
  it('are so many for each caller, and a place that is left is taken again', async () => {
    const [one, other] = [`one:${SECRET}`, `other:other-${SECRET}`]
    const secrets = secretsOf(`${one},${other}`)
    const few = await serveBeside({ secrets, maxStreams: 2 })
    const opened = [
      await openWatch(few.url, { secret: one }),
      await openWatch(few.url, { secret: one }),
    ]
    for (const watch of opened) await watch.next()
    const refused = await openWatch(few.url, { secret: one })
    expect(refused.response.status).toBe(429)
    expect(refused.response.headers.get('retry-after')).toBe('30')
    const others = await openWatch(few.url, { secret: other })
    expect(others.response.status).toBe(200)
    // A wrong input takes no place.
    for (let index = 0; index < 3; index += 1) {
      expect((await openWatch(few.url, { secret: other, since: -1 })).response.status).toBe(400)
    }
    const second = await openWatch(few.url, { secret: other })
    expect(second.response.status).toBe(200)
    opened[0]?.leave()
    await vi.waitFor(async () => {
      const next = await openWatch(few.url, { secret: one })
      expect(next.response.status).toBe(200)
    })
    opened[1]?.leave()
  })

  it('are opened elsewhere once the process ends, and nothing else is refused', async () => {
    const stopping = await serveBeside({ isDraining: () => true })
    const logged = api.logged.length
    const { response } = await openWatch(stopping.url)
    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('1')
    expect(await response.text()).toContain('The server is being stopped: ask another one')
    const path = '/api/internal/api-keys?provider=gemini'
    expect((await sendRaw(stopping.url, { method: 'GET', path, headers })).status).toBe(200)
    // It is no failure.
    expect(api.logged).toHaveLength(logged)
  })

  it('that cannot begin leave their place as well', async () => {
    let isBroken = true
    const feed: ChangeFeed = {
      ...api.feed,
      subscribe: (listener) =>
        isBroken ? Promise.reject(new Error('no database')) : api.feed.subscribe(listener),
    }
    const few = await serveBeside({ feed, maxStreams: 1 })
    const failed = await openWatch(few.url)
    await expect(failed.next()).rejects.toThrow('serialized-error')
    isBroken = false
    const { response, leave } = await openWatch(few.url)
    expect(response.status).toBe(200)
    leave()
  })

  it('that nobody began to read leave their place as well', async () => {
    const few = await serveBeside({ maxStreams: 1 })
    for (let index = 0; index < 20; index += 1) {
      const socket = await open(few.url)
      socket.write(
        `${headOf('GET', '/api/internal/trpc/watch?input=%7B%22json%22%3A%7B%7D%7D')}\r\n`,
      )
      socket.destroy()
    }
    await vi.waitFor(async () => {
      const { response, leave } = await openWatch(few.url)
      expect(response.status).toBe(200)
      leave()
    })
  })
})

/** Other limits over the same store, until the end of the test. */
async function serveBeside(options: Partial<InternalHandlerOptions>) {
  const { store, feed, auditLog: audit, logged } = api
  logged.length = 0
  const log: Log = { error: (message, fields) => void logged.push({ message, fields }) }
  const ports = { store, feed, audit, limiter: unlimited, log, secrets: secretsOf(SECRET) }
  const beside = await serveHandlers({ ...ports, ...options })
  onTestFinished(beside.close)
  return beside
}

function headOf(method: string, path: string): string {
  return `${method} ${path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${SECRET}\r\ncontent-type: application/json\r\n`
}

function open(url: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1' })
    // The server may hang up while there is more to send.
    socket.on('error', () => undefined)
    socket.once('error', reject)
    socket.once('connect', () => resolve(socket))
  })
}

function textOf(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let text = ''
    socket.on('data', (chunk) => {
      text += chunk.toString()
      if (text.includes('}')) resolve(text)
    })
    socket.once('close', () => resolve(text))
  })
}

/** Sends a body in chunks for as long as the server takes it. */
async function pour(path: string, { chunk, total }: { chunk: number; total: number }) {
  const before = api.bytesRead()
  const socket = await open(api.url)
  const answer = textOf(socket)
  socket.write(`${headOf('POST', path)}transfer-encoding: chunked\r\n\r\n`)
  const part = `${chunk.toString(16)}\r\n${' '.repeat(chunk)}\r\n`
  for (let sent = 0; sent < total && !socket.destroyed; sent += chunk) {
    if (socket.write(part)) continue
    await new Promise((resolve) => {
      socket.once('drain', resolve)
      socket.once('close', resolve)
    })
  }
  const head = await answer
  socket.destroy()
  return { head, read: api.bytesRead() - before }
}
