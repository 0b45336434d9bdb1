import type { WatchEvent } from '@itqan/keys-contract'
import { describe, expect, it } from 'vitest'
import { createFakeClock } from '../../test/fake-clock'
import { KeysClientError } from '../errors'
import { createEvents } from '../events'
import { createWatchSupervisor, type StreamHandlers } from './watch-supervisor'

const MINUTE = 60_000

const sync: WatchEvent = {
  since: 1,
  epoch: 1,
  reason: 'sync',
  removed: [],
  cooldowns: [],
  hasEdits: false,
  spreadMs: 0,
}

const away = (retryAfterMs: number | null = null) =>
  new KeysClientError('unavailable', 'away', { retryAfterMs })
const refused = () => new KeysClientError('unauthorized', 'refused')

function setUp({ random = () => 1 }: { random?: () => number } = {}) {
  const clock = createFakeClock()
  const events = createEvents()
  const streams: StreamHandlers[] = []
  const told: string[] = []
  const delays: number[] = []
  events.on('disconnected', ({ retryInMs }) => delays.push(retryInMs))
  const supervisor = createWatchSupervisor({
    open: (_input, handlers) => {
      streams.push(handlers)
      return { close: () => told.push('closed') }
    },
    since: () => 1,
    onEvent: ({ epoch }) => told.push(`event ${epoch}`),
    onGarbled: () => told.push('garbled'),
    onRefused: () => told.push('refused'),
    onStreaming: (isOpen) => told.push(isOpen ? 'open' : 'broken'),
    clock,
    random,
    events,
  })
  /** The stream that is open now. */
  const stream = (): StreamHandlers => {
    const last = streams.at(-1)
    if (!last) throw new Error('no stream was opened')
    return last
  }
  return { clock, supervisor, streams, stream, told, delays }
}

describe('the delays between tries', () => {
  it('line 13: are 1, 2, 4, 8, 16, 30, 30 s before jitter', async () => {
    const { clock, supervisor, stream, delays } = setUp()
    supervisor.start({ again: false })
    for (let failure = 0; failure < 8; failure += 1) {
      stream().onEnd(away())
      await clock.advance(delays.at(-1) ?? 0)
    }
    expect(delays).toEqual([1, 2, 4, 8, 16, 30, 30, 30].map((seconds) => seconds * 1_000))
  })

  it('line 13: are jittered between 50 % and 100 %', () => {
    for (const [random, delay] of [
      [0, 500],
      [0.5, 750],
      [0.999_999, 1_000],
    ] as const) {
      const { supervisor, stream, delays } = setUp({ random: () => random })
      supervisor.start({ again: false })
      stream().onEnd(away())
      expect(delays).toEqual([delay])
    }
  })

  it.each([
    [59_999, 4_000],
    [60_000, 1_000],
  ])('line 13: after %i ms of a healthy stream the next one is %i ms', async (healthy, delay) => {
    const { clock, supervisor, stream, delays } = setUp()
    supervisor.start({ again: false })
    for (let failure = 0; failure < 2; failure += 1) {
      stream().onEnd(away())
      await clock.advance(delays.at(-1) ?? 0)
    }
    stream().onData(sync)
    await clock.advance(healthy)
    stream().onEnd(away())
    expect(delays.at(-1)).toBe(delay)
  })

  it.each([
    [20 * MINUTE, 59_999, 4_000],
    [20 * MINUTE, 60_000, 1_000],
    [-20 * MINUTE, 59_999, 4_000],
    [-20 * MINUTE, 60_000, 1_000],
  ])('are those of the time that passed: wall clock moved by %i ms', async (ms, healthy, delay) => {
    const { clock, supervisor, stream, streams, delays } = setUp()
    supervisor.start({ again: false })
    for (let failure = 0; failure < 2; failure += 1) {
      stream().onEnd(away())
      await clock.advance(delays.at(-1) ?? 0)
    }
    stream().onData(sync)
    clock.jump(ms)
    await clock.advance(healthy)
    stream().onEnd(away())
    expect(delays.at(-1)).toBe(delay)
    clock.jump(-ms)
    await clock.advance(delay - 1)
    expect(streams).toHaveLength(3)
    await clock.advance(1)
    expect(streams).toHaveLength(4)
  })

  it('line 13: honour a Retry-After, unless it is shorter', async () => {
    const { clock, supervisor, stream, delays } = setUp()
    supervisor.start({ again: false })
    stream().onEnd(away(90_000))
    await clock.advance(90_000)
    stream().onEnd(away(500))
    expect(delays).toEqual([90_000, 2_000])
  })

  it('line 12: are 5 minutes once the secret is refused, and everyone is told', async () => {
    const { clock, supervisor, streams, stream, told, delays } = setUp()
    supervisor.start({ again: false })
    stream().onEnd(refused())
    expect([told, delays]).toEqual([['refused'], [300_000]])
    supervisor.start({ again: false })
    expect(streams).toHaveLength(1)
    await clock.advance(300_000)
    expect(streams).toHaveLength(2)
  })
})

describe('a supervised stream', () => {
  it('is opened once, however often it is started', () => {
    const { supervisor, streams } = setUp()
    for (let start = 0; start < 3; start += 1) supervisor.start({ again: true })
    expect(streams).toHaveLength(1)
  })

  it('is tried again at once when a refused secret is accepted elsewhere', () => {
    const { supervisor, streams, stream } = setUp()
    supervisor.start({ again: false })
    stream().onEnd(refused())
    supervisor.start({ again: true })
    expect(streams).toHaveLength(2)
  })

  it('is open with its first word, good or bad, and broken with its end', () => {
    const { supervisor, stream, told } = setUp()
    supervisor.start({ again: false })
    expect(supervisor.state).toBe('connecting')
    stream().onData(undefined)
    stream().onData(sync)
    stream().onData({ ...sync, epoch: -1 })
    expect(supervisor.state).toBe('open')
    stream().onEnd(away())
    expect(supervisor.state).toBe('waiting')
    expect(told).toEqual(['open', 'garbled', 'event 1', 'garbled', 'broken'])
  })

  it('leaves nothing behind when it is closed', () => {
    const { clock, supervisor, streams, stream, told } = setUp()
    supervisor.start({ again: false })
    stream().onEnd(away())
    supervisor.close()
    expect(clock.timers('background')).toBe(0)
    supervisor.start({ again: true })
    expect([streams.length, supervisor.state, told]).toEqual([1, 'closed', []])
  })
})
