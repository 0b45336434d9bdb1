import { expect, it, onTestFinished, vi } from 'vitest'
import { createChangeFeed } from '../src'

function setUp() {
  const state: { failure: Error | null } = { failure: null }
  const log = vi.fn<(message: string, fields: Record<string, unknown>) => void>()
  const feed = createChangeFeed({
    pollMs: 5,
    log: { error: log },
    changes: async () => {
      if (state.failure) throw state.failure
      return { epoch: 1, hasEdits: false, removed: [], cooldowns: [] }
    },
  })
  onTestFinished(() => feed.close())
  const subscribe = async () => {
    const onEnd = vi.fn<() => void>()
    await feed.subscribe({ onChange: () => undefined, onEnd })
    return onEnd
  }
  return { state, log, feed, subscribe }
}

const outage = Object.assign(new Error('gone'), { cause: { originalCode: '57P01' } })

it('ends whoever it tells when it cannot read, once each, and takes them again afterwards', async () => {
  const { state, feed, subscribe } = setUp()
  const ends = [await subscribe(), await subscribe()]
  state.failure = outage
  await vi.waitFor(() => ends.forEach((onEnd) => expect(onEnd).toHaveBeenCalledOnce()))
  expect(feed.subscribers()).toBe(0)
  await expect(subscribe()).rejects.toMatchObject({ cause: outage })
  state.failure = null
  const back = await subscribe()
  expect(feed.subscribers()).toBe(1)
  expect(back).not.toHaveBeenCalled()
})

it('logs where an outage begins, with its code, and where it ends, and nothing between', async () => {
  const { state, log, subscribe } = setUp()
  const onEnd = await subscribe()
  state.failure = outage
  await vi.waitFor(() => expect(onEnd).toHaveBeenCalled())
  await expect(subscribe()).rejects.toThrow('cannot read')
  state.failure = null
  await subscribe()
  expect(log.mock.calls).toEqual([
    ['change feed cannot read', { code: '57P01' }],
    ['change feed reads again', { failedReads: 4 }],
  ])
})
