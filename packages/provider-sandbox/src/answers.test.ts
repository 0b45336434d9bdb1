import { once } from 'node:events'
import { expect, test } from 'vitest'
import { createSandbox } from './create-sandbox'
import type { GenerateContentResponse } from './protocols/gemini-answer'
import { ask, eventsIn, keyThatIs, textOf } from './test-client'

const atOnce = { chunkDelayMs: 0 }

test('a healthy key streams a brief as 25 to 40 events, the last with its reason and cost', async () => {
  await using sandbox = await createSandbox(atOnce)
  const response = await ask(sandbox)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  const events = eventsIn(await response.text())
  expect(events.length).toBeGreaterThanOrEqual(25)
  expect(events.length).toBeLessThanOrEqual(40)
  expect(textOf(events)).toMatch(/Un site pour un fleuriste[^]+## Portée[^]+## Pages/)
  const early = events.slice(0, -1).map((event) => event.candidates[0]?.finishReason)
  expect(early.every((reason) => reason === undefined)).toBe(true)
  expect(events.at(-1)?.candidates[0]?.finishReason).toBe('STOP')
  const cost = Math.ceil(textOf(events).length / 4)
  expect(events.at(-1)?.usageMetadata).toEqual({
    promptTokenCount: 7,
    candidatesTokenCount: cost,
    totalTokenCount: 7 + cost,
  })
})

test('the three ways of asking give the same text', async () => {
  await using sandbox = await createSandbox(atOnce)
  const events = eventsIn(await (await ask(sandbox)).text())
  const array = await ask(sandbox, { verb: 'streamGenerateContent' })
  const single = await ask(sandbox, { verb: 'generateContent' })
  const one = (await single.json()) as GenerateContentResponse
  expect(await array.json()).toEqual(events)
  expect(textOf([one])).toBe(textOf(events))
  expect(one).toMatchObject({
    candidates: [{ finishReason: 'STOP' }],
    usageMetadata: events.at(-1)?.usageMetadata,
    modelVersion: 'gemini-test',
  })
})

test('the brief is in English when the system instruction asks for it', async () => {
  await using sandbox = await createSandbox(atOnce)
  const response = await ask(sandbox, { system: 'Answer in English.' })
  expect(textOf(eventsIn(await response.text()))).toContain('## Questions to settle')
})

test('the brief is headed by the last turn of the user, in whichever case the fields are spelled', async () => {
  await using sandbox = await createSandbox(atOnce)
  const response = await ask(sandbox, {
    body: {
      system_instruction: { parts: { text: 'English, please' } },
      contents: [
        { role: 'user', parts: [{ text: 'First turn' }] },
        { role: 'model', parts: [{ text: 'Which trade?' }] },
        { parts: [{ text: 'A bakery' }, { inlineData: {} }, { text: 'in Rabat' }] },
        { role: 'model', parts: [{ text: 'Here it is' }] },
      ],
    },
  })
  expect(textOf(eventsIn(await response.text()))).toContain('# A bakery in Rabat\n')
})

test.each(['streamGenerateContent?alt=sse', 'streamGenerateContent', 'generateContent'])(
  'a key that is cut sends the beginning of %s, then drops the connection',
  async (verb) => {
    await using sandbox = await createSandbox(atOnce)
    const response = await ask(sandbox, { key: keyThatIs('cut'), verb })
    expect(response.status).toBe(200)
    const { received, failed } = await readUntilBroken(response)
    expect(failed).toBe(true)
    expect(received).toContain('fleuriste')
    expect(received).not.toContain('STOP')
  },
)

test('a pause stands between two chunks, and none before the first', async () => {
  const pauses: number[] = []
  await using sandbox = await createSandbox({ sleep: async (ms) => void pauses.push(ms) })
  const events = eventsIn(await (await ask(sandbox)).text())
  expect(pauses).toEqual(Array(events.length - 1).fill(40))
})

test('a slow key answers like a healthy one, ten seconds late', async () => {
  const pauses: number[] = []
  const sleep = async (ms: number) => void pauses.push(ms)
  await using sandbox = await createSandbox({ ...atOnce, sleep })
  const slow = await ask(sandbox, { key: keyThatIs('slow') })
  expect(pauses).toEqual([10_000])
  expect(await slow.text()).toBe(await (await ask(sandbox)).text())
})

test('a slow answer is given up as soon as the caller leaves', async () => {
  const caller = new AbortController()
  const cancelled = deferred()
  await using sandbox = await createSandbox({
    sleep: async (_, signal) => {
      caller.abort()
      await once(signal, 'abort')
      cancelled.resolve()
      throw signal.reason
    },
  })
  const asked = ask(sandbox, { key: keyThatIs('slow'), signal: caller.signal })
  await expect(asked).rejects.toThrow('aborted')
  await cancelled.promise
  expect(sandbox.requests()).toMatchObject([{ behaviour: 'slow', status: null }])
})

async function readUntilBroken(response: Response) {
  const chunks: AsyncIterable<Uint8Array> | null = response.body
  const decoder = new TextDecoder()
  let received = ''
  try {
    for await (const chunk of chunks ?? []) received += decoder.decode(chunk, { stream: true })
    return { received, failed: false }
  } catch {
    return { received, failed: true }
  }
}

function deferred() {
  let resolve = () => {}
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve: () => resolve() }
}
