import { expect, it } from 'vitest'
import type { Change } from '../ports'
import { createMailbox } from './mailbox'

const change = (epoch: number): Change => ({
  since: epoch - 1,
  epoch,
  removed: [`k${epoch % 10}`],
  cooldowns: [],
  hasEdits: false,
})

it('holds one change for a reader that is slow, however many were told', async () => {
  const mailbox = createMailbox()
  for (let epoch = 1; epoch <= 10_000; epoch += 1) mailbox.onChange(change(epoch))
  const taken = await mailbox.take()
  expect(taken).toMatchObject({ since: 0, epoch: 10_000 })
  expect(taken?.removed).toHaveLength(10)
})

it('lets a reader wait, and hands over each change once', async () => {
  const mailbox = createMailbox()
  const waiting = mailbox.take()
  mailbox.onChange(change(1))
  expect(await waiting).toEqual(change(1))
  const next = mailbox.take()
  mailbox.onChange(change(2))
  expect(await next).toEqual(change(2))
})

it('hands over what is left before it says that nothing follows', async () => {
  const mailbox = createMailbox()
  mailbox.onChange(change(1))
  mailbox.onEnd()
  expect(await mailbox.take()).toEqual(change(1))
  expect(await mailbox.take()).toBeNull()
})

it('ends a reader that waits', async () => {
  const mailbox = createMailbox()
  const waiting = mailbox.take()
  mailbox.onEnd()
  expect(await waiting).toBeNull()
})
