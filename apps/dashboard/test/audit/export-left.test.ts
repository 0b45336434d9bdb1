import type { AuditSink } from '@itqan/keys-router'
import { expect, it } from 'vitest'
import { createExportHandler } from '../../src/server/audit/export-handler'

const operator = { id: 'u', role: 'operator', sessionId: 's', passwordAt: null }

/** An export whose being written down takes as long as a test says. */
function setUp() {
  const written: (() => void)[] = []
  const audit: AuditSink = { append: () => new Promise((done) => written.push(done)) }
  async function* exportLines() {
    yield 'one\n'
    yield 'two\n'
  }
  const handler = createExportHandler({
    reader: { exportLines },
    audit,
    log: { error: () => undefined },
    origins: [],
    addressOf: () => null,
    getUser: async () => operator,
    lookForUser: async () => operator,
  })

  /** Asks, and leaves it to be written down. */
  async function begin(given?: AbortSignal) {
    const controller = new AbortController()
    const signal = given ?? controller.signal
    const before = written.length
    const answer = handler(new Request('http://127.0.0.1/api/audit/export', { signal }))
    const isUnderWay = async () => {
      for (let turn = 0; turn < 20 && written.length === before; turn += 1) await Promise.resolve()
      return written.length > before
    }
    const write = (await isUnderWay()) ? written[before] : undefined
    return { answer, leave: () => controller.abort(), write: () => write?.() }
  }

  async function ask() {
    const { answer, write } = await begin()
    write()
    return answer
  }

  return { begin, ask }
}

it('an export whose reader left before its first byte gives its place back', async () => {
  const { begin, ask } = setUp()
  for (const isWritten of [false, true]) {
    for (let times = 0; times < 2; times += 1) {
      const { answer, leave, write } = await begin()
      if (isWritten) {
        write()
        await answer
      }
      leave()
      write()
      // Nobody reads it, nor cancels it.
      await answer
    }
    const next = await ask()
    expect([next.status, await next.text()]).toEqual([200, 'one\ntwo\n'])
  }
})

it('so does one whose reader had left before it had a place', async () => {
  const { begin, ask } = setUp()
  for (let times = 0; times < 2; times += 1) {
    const { answer, write } = await begin(AbortSignal.abort())
    write()
    await answer
  }
  expect((await ask()).status).toBe(200)
})

it('a place is given back once, however an export ends', async () => {
  const { begin, ask } = setUp()
  const { answer, leave, write } = await begin()
  write()
  const { body } = await answer
  leave()
  await body?.cancel()
  const statuses: number[] = []
  for (let times = 0; times < 3; times += 1) statuses.push((await ask()).status)
  expect(statuses).toEqual([200, 200, 429])
})
