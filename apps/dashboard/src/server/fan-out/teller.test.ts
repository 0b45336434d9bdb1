import { expect, it } from 'vitest'
import { createTeller } from './teller'

function setUp() {
  const sent: { arrive: () => void; fail: () => void }[] = []
  const teller = createTeller(
    () =>
      new Promise<void>((resolve, reject) => {
        sent.push({ arrive: resolve, fail: () => reject(new Error('gone')) })
      }),
  )
  /** Once whoever waits for the last one went on. */
  const settle = async (end: 'arrive' | 'fail') => {
    sent.at(-1)?.[end]()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { teller, sent, settle }
}

it('keeps what is told before the line opens, and says it once', () => {
  const { teller, sent } = setUp()
  teller.tell()
  teller.tell()
  expect(sent).toHaveLength(0)
  teller.open()
  expect(sent).toHaveLength(1)
})

it('says all that is told while it speaks with one more', async () => {
  const { teller, sent, settle } = setUp()
  teller.open()
  for (let change = 0; change < 100; change += 1) teller.tell()
  expect(sent).toHaveLength(1)
  await settle('arrive')
  expect(sent).toHaveLength(2)
  await settle('arrive')
  expect(sent).toHaveLength(2)
})

it('says again what did not get through, with the next change or when the line opens', async () => {
  const { teller, sent, settle } = setUp()
  teller.open()
  teller.tell()
  await settle('fail')
  expect(sent).toHaveLength(1)
  teller.tell()
  await settle('fail')
  expect(sent).toHaveLength(2)
  teller.shut()
  teller.tell()
  expect(sent).toHaveLength(2)
  teller.open()
  await settle('arrive')
  expect(sent).toHaveLength(3)
})
