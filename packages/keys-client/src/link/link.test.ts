import { describe, expect, it } from 'vitest'
import { createKeysClient } from '..'
import { errorOf } from '../../test/error-of'
import { pooledKeys } from '../../test/pooled-key'
import {
  answerWith,
  resets,
  type Script,
  SECRET,
  startDashboard,
} from '../../test/scripted-dashboard'

const html = { 'content-type': 'text/html', 'retry-after': '7' }
const json = { 'content-type': 'application/json' }
const page = '<html><body>Not what you asked for</body></html>'

const foreign: [what: string, script: Script, expected: object][] = [
  ['401 as HTML', answerWith(401, html, page), { code: 'unauthorized', isRetryable: false }],
  ['403 without a body', answerWith(403), { code: 'unauthorized' }],
  ['403 as JSON', answerWith(403, json, '{"message":"no"}'), { code: 'unauthorized' }],
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
})
