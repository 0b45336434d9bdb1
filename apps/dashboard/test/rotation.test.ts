import { setTimeout as sleep } from 'node:timers/promises'
import { figure, unlimited } from '@itqan/keys-router/test-doubles'
import { sendRaw } from '@itqan/keys-router/test-strangers'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { listen, type Listening } from './listen'
import { serveHandlers } from './serve-handlers'
import { type InternalApi, secretsOf, serveInternalApi } from './serve-internal-api'

const OLD = 'itqan-ma:old-0123456789-0123456789-0123456789'
const NEW = 'itqan-ma:new-0123456789-0123456789-0123456789'

/** 200 requests a second. */
const PAUSE_MS = 5

let api: InternalApi

beforeAll(async () => {
  api = await serveInternalApi()
}, 60_000)

afterAll(() => api[Symbol.asyncDispose]())

/**
 * What an operator has who rotates without a gap: two instances behind a balancer. Secrets are read at
 * the start, so each is taken out, ended when it has answered, and started with the next variable.
 */
async function startInstances(secret: string) {
  const { store, feed, auditLog: audit } = api
  const log = { error: () => undefined }
  const start = async (value: string) => {
    const ports = { store, feed, audit, limiter: unlimited, log, secrets: secretsOf(value) }
    return { http: await serveHandlers(ports), inFlight: new Set<Promise<unknown>>() }
  }
  let serving = [await start(secret), await start(secret)]
  let turn = 0
  const balancer = await listen(async (request) => {
    const instance = serving[(turn += 1) % serving.length]
    if (!instance) return new Response(null, { status: 502 })
    const { pathname, search } = new URL(request.url)
    const answer = fetch(`${instance.http.url}${pathname}${search}`, { headers: request.headers })
    instance.inFlight.add(answer)
    return answer.finally(() => instance.inFlight.delete(answer))
  })
  return {
    url: balancer.url,
    /** One after the other. */
    async restart(value: string) {
      for (const old of [...serving]) {
        serving = serving.filter((instance) => instance !== old)
        await Promise.all(old.inFlight)
        await old.http.close()
        serving = [...serving, await start(value)]
      }
    },
    close: () => Promise.all([balancer, ...serving.map(({ http }) => http)].map(end)),
  }
}

const end = (server: Listening) => server.close()

it('line 24: a rotation fails no request, and the old secret opens nothing once it is away', async () => {
  const instances = await startInstances(OLD)
  const ask = async (secret: string) => {
    const headers = ['authorization', `Bearer ${secret}`]
    return (
      await sendRaw(instances.url, { method: 'GET', path: '/api/internal/api-keys', headers })
    ).status
  }
  let secret = OLD
  let isOver = false
  const answers: Promise<number>[] = []
  const load = (async () => {
    while (!isOver) {
      answers.push(ask(secret))
      await sleep(PAUSE_MS)
    }
  })()
  const after = async (requests: number) => {
    const until = answers.length + requests
    while (answers.length < until) await sleep(PAUSE_MS)
  }

  await after(100)
  await instances.restart(`${NEW},${OLD}`)
  await after(100)
  secret = NEW
  await after(100)
  const beforeRemoval = await ask(OLD)
  await instances.restart(NEW)
  const removed = performance.now()
  const afterRemoval = await Promise.all([ask(OLD), ask(OLD), ask(OLD), ask(OLD)])
  const refusedAfter = performance.now() - removed
  await after(100)
  isOver = true
  await load
  const statuses = await Promise.all(answers)
  await instances.close()

  expect(statuses.filter((status) => status !== 200)).toEqual([])
  expect([beforeRemoval, ...afterRemoval]).toEqual([200, 401, 401, 401, 401])
  figure(
    `line 24: ${statuses.length} requests, one each ${PAUSE_MS} ms, 0 failed; the old secret refused ${refusedAfter.toFixed(0)} ms after the last restart`,
  )
}, 60_000)
