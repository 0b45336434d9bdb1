import type { ListInput, ListOutput, ReportOutput, WatchEvent } from '@itqan/keys-contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFakeClock } from '../../test/fake-clock'
import { createMemoryStore } from '../../test/memory-store'
import { pooledKey, pooledKeys } from '../../test/pooled-key'
import { KeysClientError } from '../errors'
import { createEvents } from '../events'
import { createProviderPool } from '../selection/provider-pool'
import { strategies } from '../selection/strategy'
import { createSnapshots } from './snapshots'
import { defaultTimes } from './snapshot-times'

function setUp(list: (input: ListInput) => Promise<ListOutput>) {
  const clock = createFakeClock()
  const random = () => 0.5
  const events = createEvents()
  const accepted: boolean[] = []
  const snapshots = createSnapshots({
    list,
    createPool: () =>
      createProviderPool({ strategy: strategies['least-errors'], random, onChange: () => {} }),
    clock,
    random,
    events,
    times: defaultTimes,
    onKeys: (isAcceptedAgain) => accepted.push(isAcceptedAgain),
  })
  const snapshot = snapshots.of('gemini', clock.steady())
  const ids = () => Array.from(snapshot.pool.states(), ({ key }) => key.id).toSorted()
  return { clock, events, snapshots, snapshot, ids, accepted }
}

const event = (told: Partial<WatchEvent>): WatchEvent => ({
  since: 5,
  epoch: 6,
  reason: 'keys',
  removed: [],
  cooldowns: [],
  hasEdits: false,
  spreadMs: 100,
  ...told,
})

describe('an event, by its epoch', () => {
  /** Starts at epoch 5 with `a` and `b`. What `list` says later is what it is then given. */
  async function at5() {
    const asked: ListInput[] = []
    const later = { epoch: 5, keys: [pooledKey('a'), pooledKey('b')], removed: [], cooldowns: [] }
    const scene = setUp(async (input) => {
      asked.push(input)
      return input.since === undefined ? later : { ...later, keys: [] }
    })
    await scene.snapshot.refresh()
    return { ...scene, asked }
  }

  it.each([
    ['lower', 'delete', { since: 3, epoch: 4, removed: ['a'] }, ['a', 'b'], 1],
    ['same', 'delete', { since: 4, epoch: 5, removed: ['a'] }, ['a', 'b'], 1],
    ['higher', 'delete', { since: 5, epoch: 6, removed: ['a'] }, ['b'], 1],
    ['lower', 'change', { since: 3, epoch: 4, hasEdits: true }, ['a', 'b'], 1],
    ['same', 'change', { since: 4, epoch: 5, hasEdits: true }, ['a', 'b'], 1],
    ['higher', 'change', { since: 5, epoch: 6, hasEdits: true }, ['a', 'b'], 2],
    ['far higher', 'delete', { since: 8, epoch: 9, removed: ['a'] }, ['b'], 2],
  ] as const)('line 9: %s × %s', async (...[, , told, left, lists]) => {
    const { clock, snapshots, ids, asked } = await at5()
    const { removed = [] } = { removed: undefined, ...told }
    snapshots.apply(event({ ...told, removed: [...(removed ?? [])] }))
    expect(ids()).toEqual(left)
    // What would answer an older state than was told is asked again, and must not be asked for ever.
    const more = clock.advance(100)
    expect(ids()).toEqual(left)
    await more
    expect(asked.length).toBe(lists)
  })

  it('line 9: lower than its own beginning: everything is asked about', async () => {
    const { snapshots, clock, asked } = await at5()
    snapshots.apply(event({ since: 5, epoch: 2 }))
    await clock.settle()
    expect(asked).toHaveLength(2)
  })
})

describe('events in any order', () => {
  /** A history of changes, and the order in which their events come, some of them twice or never. */
  const histories = fc.record({
    changes: fc.array(fc.record({ key: fc.integer({ min: 0, max: 4 }), isRevoke: fc.boolean() }), {
      minLength: 1,
      maxLength: 12,
    }),
    arrivals: fc.array(fc.record({ index: fc.nat(11), asksNow: fc.boolean() }), { maxLength: 30 }),
    startsAfter: fc.nat(6),
  })

  it('line 9: out of order, duplicated or lost, they end in the truth, and nothing that was told gone comes back before it does', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async ({ changes, arrivals, startsAfter }) => {
        const memory = createMemoryStore(pooledKeys(5))
        const told: WatchEvent[] = []
        await memory.feed.subscribe({
          onChange: (change) => told.push(event({ ...change, spreadMs: 0 })),
          onEnd: () => undefined,
        })
        const { snapshots, snapshot, ids, clock } = setUp((input) => memory.store.list(input))
        const make = ({ key, isRevoke }: (typeof changes)[number]) =>
          isRevoke ? memory.revoke(`k${key}`) : memory.put(pooledKey(`k${key}`))
        changes.slice(0, startsAfter).forEach(make)
        await snapshot.refresh()
        const before = ids()
        expect(before).toEqual(truth(await memory.store.list({})))
        changes.slice(startsAfter).forEach(make)
        for (const { index, asksNow } of arrivals) {
          const arrived = told[index % Math.max(1, told.length)]
          if (arrived) snapshots.apply(arrived)
          if (arrived && (snapshot.epoch ?? 0) < arrived.epoch && arrived.removed.length > 0) {
            expect(ids()).not.toContain(arrived.removed[0])
          }
          if (asksNow) await clock.advance(1)
        }
        await clock.advance(defaultTimes.calmMs)
        expect(ids()).toEqual(truth(await memory.store.list({})))
        expect(snapshot.epoch).toBe(memory.epoch)
        snapshots.close()
      }),
      { numRuns: 300 },
    )
  })

  const truth = ({ keys }: ListOutput) => keys.map(({ id }) => id).toSorted()
})

describe('a restored backup', () => {
  it('is believed although a revoke is told while it is asked about', async () => {
    const memory = createMemoryStore(pooledKeys(3))
    for (let change = 0; change < 9; change += 1) memory.put(pooledKey('k2'))
    const answers: (() => void)[] = []
    let isHeld = false
    const { clock, snapshots, snapshot, ids } = setUp(async (input) => {
      const answer = await memory.store.list(input)
      if (isHeld) await new Promise<void>((resolve) => answers.push(resolve))
      return answer
    })
    await snapshot.refresh()
    isHeld = true
    memory.restore(2, pooledKeys(3))
    snapshots.apply(event({ since: 10, epoch: 2 }))
    await clock.settle()
    memory.revoke('k0')
    snapshots.apply(event({ since: 2, epoch: 3, removed: ['k0'] }))
    isHeld = false
    for (const answer of answers) answer()
    await clock.settle()
    expect(ids()).toEqual(['k1', 'k2'])
  })
})

describe('what others say', () => {
  const answer = (rest: Partial<ReportOutput>): ReportOutput => ({
    duplicate: false,
    unknownKeyIds: [],
    epoch: 1,
    cooldowns: [],
    ...rest,
  })

  it('an answer to a report that knows of a newer epoch has `list` asked soon', async () => {
    const memory = createMemoryStore(pooledKeys(2))
    const { clock, snapshots, snapshot, ids } = setUp((input) => memory.store.list(input))
    await snapshot.refresh()
    memory.revoke('k0')
    snapshots.takeAnswer(answer({ epoch: 2 }), [])
    await clock.advance(100)
    expect(ids()).toEqual(['k1'])
  })

  it('a refused stream drops all keys at once, and `list` says whether it is the secret', async () => {
    const memory = createMemoryStore(pooledKeys(2))
    const { clock, snapshots, snapshot, ids, accepted } = setUp((input) => memory.store.list(input))
    await snapshot.refresh()
    snapshots.drop(new KeysClientError('unauthorized', 'refused'))
    expect([ids(), snapshot.isUsable(clock.steady())]).toEqual([[], false])
    await clock.settle()
    expect([ids(), accepted]).toEqual([
      ['k0', 'k1'],
      [false, false],
    ])
  })

  it('a secret that `list` accepts again is told as such, once', async () => {
    const memory = createMemoryStore(pooledKeys(1))
    let isRefused = true
    const { clock, snapshot, accepted } = setUp(async (input) => {
      if (isRefused) throw new KeysClientError('unauthorized', 'refused')
      return memory.store.list(input)
    })
    await snapshot.refresh()
    isRefused = false
    await snapshot.refresh()
    memory.put(pooledKey('more'))
    await clock.advance(defaultTimes.pollMs)
    expect(accepted).toEqual([true, false])
  })
})

describe('a snapshot that nobody reads', () => {
  it('is forgotten after as long as it may be used, and asks nothing more', async () => {
    const memory = createMemoryStore(pooledKeys(1))
    const { clock, snapshots } = setUp((input) => memory.store.list(input))
    await snapshots.of('gemini', clock.steady()).refresh()
    await clock.advance(defaultTimes.hardMs + defaultTimes.calmMs)
    const asked = memory.lists.length
    await clock.advance(defaultTimes.hardMs)
    expect(memory.lists).toHaveLength(asked)
    expect(snapshots.peek('gemini')).toBeUndefined()
    expect(clock.timers('background')).toBe(0)
  })
})
