import { describe, expect, it } from 'vitest'
import { createKeysClient } from '..'
import { createFakeClock } from '../../test/fake-clock'
import { errorOf } from '../../test/error-of'
import { pooledKeys } from '../../test/pooled-key'
import {
  answerWith,
  resets,
  type Script,
  SECRET,
  startDashboard,
} from '../../test/scripted-dashboard'
import { openEventStream } from './event-stream'
import type { LinkError } from './link-error'

const html = { 'content-type': 'text/html', 'retry-after': '7' }
const json = { 'content-type': 'application/json' }
const routerSays = (httpStatus: number) => {
  const error = { message: 'no', code: -32_600, data: { code: 'SOME_CODE', httpStatus } }
  return JSON.stringify([{ error: { json: error } }])
}
const page = '<html><body>Not what you asked for</body></html>'

const foreign: [what: string, script: Script, expected: object][] = [
  ['401 as HTML', answerWith(401, html, page), { code: 'unauthorized', isRetryable: false }],
  ['403 without a body', answerWith(403), { code: 'unauthorized' }],
  ['403 as JSON', answerWith(403, json, '{"message":"no"}'), { code: 'unauthorized' }],
  ['400 as HTML', answerWith(400, html, page), { code: 'unavailable', retryAfterMs: 7_000 }],
  ['400 as other JSON', answerWith(400, json, '{"message":"no"}'), { code: 'unavailable' }],
  ['422 without a body', answerWith(422), { code: 'unavailable', isRetryable: true }],
  ['400 of a router', answerWith(400, json, routerSays(400)), { code: 'rejected' }],
  ['422 of a router', answerWith(422, json, routerSays(422)), { code: 'rejected' }],
  ['413 as HTML', answerWith(413, html, page), { code: 'rejected' }],
  ['404 as HTML', answerWith(404, html, page), { code: 'unavailable', retryAfterMs: 7_000 }],
  ['429 as HTML', answerWith(429, html, page), { code: 'unavailable', retryAfterMs: 7_000 }],
  ['503 without a body', answerWith(503, { 'retry-after': '3' }), { retryAfterMs: 3_000 }],
  ['200 as HTML', answerWith(200, html, page), { code: 'unavailable', isRetryable: true }],
  ['204', answerWith(204), { code: 'unavailable' }],
  ['half an answer', answerWith(200, json, '[{"result":{"data":{"js'), { code: 'unavailable' }],
  ['other JSON', answerWith(200, json, '{"ok":true}'), { code: 'unavailable' }],
  [
    'an answer without an epoch',
    answerWith(200, json, '[{"result":{"data":{"json":{"keys":[]}}}}]'),
    { code: 'unavailable' },
  ],
  [
    'an empty answer',
    answerWith(200, json, '[{"result":{"data":{"json":null}}}]'),
    { code: 'unavailable' },
  ],
  ['a reset', resets, { code: 'unavailable' }],
]

describe('what answers in the place of the router', () => {
  it.each(foreign)('%s has a name', async (_what, script, expected) => {
    const dashboard = await startDashboard(pooledKeys(1))
    dashboard.script('list', script)
    await using client = createKeysClient({ url: dashboard.url, secret: SECRET })
    const error = await errorOf(client.list())
    expect(error).toMatchObject(expected)
    expect(error.message).not.toContain(SECRET)
    dashboard.script('list', null)
    expect((await client.list()).keys).toHaveLength(1)
  })

  it('a redirect is not followed: the secret would go with it', async () => {
    const elsewhere = await startDashboard(pooledKeys(1))
    const dashboard = await startDashboard(pooledKeys(1))
    dashboard.scriptAll((request, response) =>
      answerWith(307, { location: `${elsewhere.url}${request.url ?? ''}` })(request, response),
    )
    await using client = createKeysClient({ url: dashboard.url, secret: SECRET })
    expect(await errorOf(client.list())).toMatchObject({ code: 'unavailable' })
    expect(elsewhere.requests('list')).toBe(0)
  })

  it('nobody at all is away, and the message says what to set', async () => {
    await using client = createKeysClient({ url: 'http://127.0.0.1:1', secret: SECRET })
    const error = await errorOf(client.list())
    expect(error.code).toBe('unavailable')
    expect(error.message).toContain('DASHBOARD_INTERNAL_URL')
  })

  it.each([400, 422])('a %i of a proxy drops no use', async (status) => {
    const dashboard = await startDashboard(pooledKeys(2))
    await using client = createKeysClient({ url: dashboard.url, secret: SECRET })
    await client.waitUntilReady({ providers: ['gemini'] })
    dashboard.script('report', answerWith(status, html, page))
    for (let use = 0; use < 4; use += 1) client.tryAcquire('gemini')?.ok()
    await client.flush()
    expect(client.status().reports).toEqual({ sent: 0, pending: 4, dropped: 0 })
    dashboard.script('report', null)
    await client.flush()
    expect(client.status().reports).toEqual({ sent: 4, pending: 0, dropped: 0 })
  })
})

describe('a date to come back at', () => {
  /** Of another year than the system's, so that a look at the wrong clock shows. */
  const clock = { ...createFakeClock(), now: () => Date.UTC(2031, 0, 1) }
  const at = { 'retry-after': 'Wed, 01 Jan 2031 00:01:00 GMT' }

  it.each([
    ['in HTML', answerWith(503, at, page)],
    ['in JSON', answerWith(503, { ...at, ...json }, routerSays(503))],
  ])('%s is read by the clock of the client', async (_what, script) => {
    const dashboard = await startDashboard(pooledKeys(1))
    dashboard.script('list', script)
    await using client = createKeysClient({ url: dashboard.url, secret: SECRET, clock })
    expect(await errorOf(client.list())).toMatchObject({ retryAfterMs: 60_000 })
  })

  it('for the stream of changes is read by the clock of the client', async () => {
    const dashboard = await startDashboard(pooledKeys(1))
    dashboard.scriptAll(answerWith(503, at, page))
    const cause = await new Promise<LinkError>((onEnd) => {
      const url = new URL(`${dashboard.url}/watch`)
      const ignore = () => undefined
      openEventStream({ url, headers: {}, timeoutMs: 5_000, clock }, { onData: ignore, onEnd })
    })
    expect(cause).toMatchObject({ statusCode: 503, retryAfterMs: 60_000 })
  })
})
