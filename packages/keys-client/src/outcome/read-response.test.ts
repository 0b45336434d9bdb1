import { expect, test } from 'vitest'
import { readResponse } from './read-response'
import { openai } from './recorded/openai'
import { breakOff, replyWith, serve } from './recorded/serve'

test('A refused answer is read from a copy, and its body is left to the caller', async () => {
  await using server = await serve({ limited: replyWith(openai.limitedSeconds) })
  const response = await fetch(`${server.url}/limited`)
  expect(await readResponse(response)).toMatchObject({
    kind: 'response',
    status: 429,
    headers: { 'retry-after': '6', 'x-ratelimit-remaining-tokens': '0' },
    body: openai.limitedSeconds.body,
    message: expect.stringMatching(/^Rate limit reached/) as string,
  })
  expect(await response.json()).toEqual(openai.limitedSeconds.body)
})

test('Of a long answer, 64 KB are read', async () => {
  const response = new Response('x'.repeat(1_000_000), { status: 502 })
  const { body, message } = await readResponse(response)
  expect(body).toBe('x'.repeat(64 * 1024))
  expect(message).toBe(body)
  expect((await response.text()).length).toBe(1_000_000)
})

test('Of an endless answer, 64 KB are read', async () => {
  const block = new TextEncoder().encode('x'.repeat(10_000))
  const endless = new ReadableStream({ pull: (controller) => controller.enqueue(block) })
  const { body } = await readResponse(new Response(endless, { status: 500 }))
  expect(body).toBe('x'.repeat(64 * 1024))
})

test('Of an answer that breaks off, what came is read', async () => {
  await using server = await serve({ cut: breakOff('text/plain', 'Half of') })
  const { status, body } = await readResponse(await fetch(`${server.url}/cut`))
  expect({ status, body }).toEqual({ status: 200, body: 'Half of' })
})

test('An answer without a body says its status', async () => {
  const failure = await readResponse(new Response(null, { status: 503 }))
  expect(failure).toMatchObject({ kind: 'response', body: null, message: 'status 503' })
})

test('An answer that the caller has read already still has its status', async () => {
  const response = new Response('{}', { status: 401, headers: { 'X-Some': 'header' } })
  await response.text()
  const failure = await readResponse(response)
  expect(failure).toMatchObject({ status: 401, headers: { 'x-some': 'header' }, body: null })
})

test('What `fetch` could not bring is a failure of the network', async () => {
  expect(await readResponse(Response.error())).toMatchObject({ kind: 'network', status: null })
})
