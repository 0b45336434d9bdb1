import type { LiveEvent, ManagedKey } from '@itqan/keys-contract'
import { describe, expect, it } from 'vitest'
import { createLiveMailbox } from './live-mailbox'

const key = (id: string, usageCount = 0) => ({ id, usageCount }) as ManagedKey
const event = (part: Partial<LiveEvent>): LiveEvent => ({
  changed: [],
  removed: [],
  isOverflow: false,
  ...part,
})

describe('a mailbox', () => {
  it('keeps one event for a slow page: the latest of each key, and the latest counts', () => {
    const mailbox = createLiveMailbox()
    mailbox.onEvent(event({ changed: [key('a', 1), key('b', 1)], summary: [] }))
    mailbox.onEvent(event({ changed: [key('a', 2)], removed: ['b'] }))
    expect(mailbox.take()).toEqual(event({ changed: [key('a', 2)], removed: ['b'], summary: [] }))
    expect(mailbox.take()).toBeNull()
  })

  it('forgets a removal of what is back', () => {
    const mailbox = createLiveMailbox()
    mailbox.onEvent(event({ removed: ['a'] }))
    mailbox.onEvent(event({ changed: [key('a')] }))
    expect(mailbox.take()).toEqual(event({ changed: [key('a')] }))
  })

  it('holds what moved for there, though it was removed from where it was', () => {
    const mailbox = createLiveMailbox()
    mailbox.onEvent(event({ changed: [key('a', 1)] }))
    mailbox.onEvent(event({ changed: [key('a', 2)], removed: ['a', 'b'] }))
    expect(mailbox.take()).toEqual(event({ changed: [key('a', 2)], removed: ['b'] }))
  })

  it('has the page read anew rather than hold thousands of rows for it', () => {
    const mailbox = createLiveMailbox()
    const rows = (from: number) => Array.from({ length: 300 }, (_none, at) => key(`${from + at}`))
    mailbox.onEvent(event({ changed: rows(0) }))
    mailbox.onEvent(event({ changed: rows(300) }))
    expect(mailbox.take()).toEqual(event({ isOverflow: true }))
  })

  it('wakes its reader for an event, for a beat and for the end', async () => {
    const mailbox = createLiveMailbox()
    for (const wake of [() => mailbox.onEvent(event({})), mailbox.wake, mailbox.onEnd]) {
      const news = mailbox.news()
      wake()
      await news
      mailbox.take()
    }
    expect(mailbox.hasEnded()).toBe(true)
  })
})
