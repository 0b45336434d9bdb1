import { expect, it } from 'vitest'
import type { Change } from '../ports'
import { createEventBytes } from './event-bytes'
import { createStreamWriter } from './stream-writer'

const change = (since: number, epoch: number, removed: string[]): Change => ({
  since,
  epoch,
  removed,
  cooldowns: [],
  hasEdits: false,
})

function setUp() {
  const sent: Uint8Array[] = []
  const state = { hasRoom: true, hasEnded: false, over: 0 }
  const writer = createStreamWriter({
    feed: { subscribers: () => 1 },
    restriction: { provider: null },
    trace: () => undefined,
    bytes: createEventBytes(),
    pingMs: 60_000,
    onOver: () => void (state.over += 1),
  })
  const sink = {
    write: (bytes: Uint8Array) => sent.push(bytes) > 0 && state.hasRoom,
    end: () => void (state.hasEnded = true),
  }
  const first = change(1, 1, [])
  const text = () => sent.map((bytes) => new TextDecoder().decode(bytes)).join('')
  return { writer, sent, state, text, start: () => writer.start(sink, first, first) }
}

it('holds one change for a reader that is slow, however many come', () => {
  const { writer, sent, state, text, start } = setUp()
  state.hasRoom = false
  const stream = start()
  for (let epoch = 2; epoch <= 1_000; epoch += 1) {
    writer.onChange(change(epoch - 1, epoch, [`k${epoch}`]))
  }
  expect(sent).toHaveLength(1)
  stream.drained()
  expect(sent).toHaveLength(2)
  expect(text()).toContain('"since":1,"epoch":1000,')
  expect(text()).toContain('"k2","k3"')
  stream.leave()
})

it('tells a slow reader what it held before it ends', () => {
  const { writer, state, text, start } = setUp()
  state.hasRoom = false
  const stream = start()
  writer.onChange(change(1, 2, ['a']))
  writer.onEnd()
  expect(state).toMatchObject({ hasEnded: false, over: 0 })
  stream.drained()
  expect(text()).toMatch(/"removed":\["a"\][^]*event: return/)
  expect(state).toMatchObject({ hasEnded: true, over: 1 })
})

it('writes nothing more once its caller is gone, and is over once', () => {
  const { writer, sent, state, start } = setUp()
  const stream = start()
  stream.leave()
  stream.leave()
  writer.onChange(change(1, 2, ['a']))
  writer.onEnd()
  stream.drained()
  stream.end()
  expect(sent).toHaveLength(1)
  expect(state).toMatchObject({ hasEnded: false, over: 1 })
})

it('tells what came before it began', () => {
  const { writer, text, start } = setUp()
  writer.onChange(change(1, 2, ['a']))
  const stream = start()
  expect(text()).toMatch(/"reason":"sync"[^]*"reason":"revoked"/)
  stream.leave()
})

it('encodes once what two are told', () => {
  const bytes = createEventBytes()
  const source = change(1, 2, ['a'])
  const event = { ...source, reason: 'revoked', spreadMs: 0 } as const
  expect(bytes.of(source, 'x', () => event)).toBe(bytes.of(source, 'x', () => event))
  expect(bytes.of(source, 'y', () => event)).not.toBe(bytes.of(source, 'x', () => event))
})
