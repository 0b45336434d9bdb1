import { describe, expect, it } from 'vitest'
import { startApp } from './start-app'

const quick = { graceMs: 0, callsMs: 60_000, endMs: 60_000 }

/** A request whose answer has begun. */
async function begin(url: string) {
  const response = await fetch(url)
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = (await reader?.read())?.value ?? ''
  return {
    /** All of the answer, once it has ended; rejects where it was cut. */
    async rest() {
      for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
        text += part.value
      }
      return text
    },
  }
}

describe('a process that is told to stop', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('ends with 0 at %s', async (signal) => {
    const app = await startApp({ times: quick })
    app.kill(signal)
    expect(await app.ended).toBe(0)
  })

  it('answers for a while yet, and keeps no connection', async () => {
    const app = await startApp({ times: { graceMs: 60_000, callsMs: 60_000, endMs: 60_000 } })
    const held = await begin(`${app.url}/drained`)
    app.kill('SIGTERM')
    // It knows by now.
    expect(await held.rest()).toBe('begun done')
    const response = await fetch(`${app.url}/now`)
    expect(await response.text()).toBe('draining')
    expect(response.headers.get('connection')).toBe('close')
  })

  it('lets a call that has begun come to its end', async () => {
    const app = await startApp({ times: quick })
    const call = await begin(`${app.url}/drained`)
    app.kill('SIGTERM')
    expect(await call.rest()).toBe('begun done')
    expect(await app.ended).toBe(0)
  })

  it('ends a thousand streams', async () => {
    const app = await startApp({ times: quick })
    const urls = Array.from({ length: 1_000 }, () => `${app.url}/stream`)
    const streams = await Promise.all(urls.map(begin))
    app.kill('SIGTERM')
    const ends = await Promise.all(streams.map((stream) => stream.rest()))
    expect(new Set(ends)).toEqual(new Set(['begun end']))
    expect(await app.ended).toBe(0)
  })

  it('waits for nobody for ever: a call that is cut is told of, and the exit code is 1', async () => {
    const app = await startApp({ times: { graceMs: 0, callsMs: 50, endMs: 60_000 } })
    const call = await begin(`${app.url}/never`)
    app.kill('SIGTERM')
    expect(await app.next()).toEqual({ signal: 'SIGTERM', cutCalls: 1, isClosed: true })
    await expect(call.rest()).rejects.toThrow('terminated')
    expect(await app.ended).toBe(1)
  })

  it('tells what it could not close', async () => {
    const app = await startApp({ times: { graceMs: 0, callsMs: 0, endMs: 50 }, hangs: true })
    app.kill('SIGTERM')
    expect(await app.next()).toEqual({ signal: 'SIGTERM', cutCalls: 0, isClosed: false })
    expect(await app.ended).toBe(0)
  })

  it('takes a signal that comes twice for one', async () => {
    const app = await startApp({ times: quick })
    app.kill('SIGINT')
    app.kill('SIGTERM')
    expect(await app.ended).toBe(0)
  })

  it('ends at once at a later one', async () => {
    const app = await startApp({ times: { graceMs: 60_000, callsMs: 60_000, endMs: 60_000 } })
    app.kill('SIGTERM')
    const again = setInterval(() => app.kill('SIGTERM'), 100)
    expect(await app.ended).toBe(143)
    clearInterval(again)
  })
})

it('goes on when nobody reads what it prints, and still hears a signal', async () => {
  const app = await startApp({ times: quick })
  app.hangUp()
  await fetch(`${app.url}/say`)
  expect(await (await fetch(`${app.url}/now`)).text()).toBe('serving')
  app.kill('SIGTERM')
  expect(await app.ended).toBe(0)
})
