import { describe, expect, it } from 'vitest'
import { appSecret } from './app.fixture'
import { QUIET_MS, rotationOf } from './rotation'

const now = new Date('2026-11-23T12:00:00Z')
const since = new Date('2026-11-23T11:00:00Z')
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)

const OLD = 'aaaaaaaa'
const NEW = 'bbbbbbbb'

const read = (secrets: ReturnType<typeof appSecret>[], before = [OLD]) =>
  rotationOf({ secrets, before, since, now })

describe('a rotation', () => {
  it('begins with a second secret', () => {
    expect(read([appSecret(OLD, { lastUsedAt: ago(1) })])).toMatchObject({
      step: 'add',
      next: null,
      old: [{ fingerprint: OLD }],
    })
  })

  it('then waits for the app to come with the new one', () => {
    const { step, next, old } = read([appSecret(NEW), appSecret(OLD, { lastUsedAt: ago(1) })])
    expect([step, next?.fingerprint, old.map((one) => one.fingerprint)]).toEqual([
      'deploy',
      NEW,
      [OLD],
    ])
  })

  it('knows the new one also where it was put last', () => {
    expect(read([appSecret(OLD), appSecret(NEW)]).next?.fingerprint).toBe(NEW)
  })

  it('takes the first for the new one when both were there before anybody looked', () => {
    expect(read([appSecret(NEW), appSecret(OLD)], [NEW, OLD]).next?.fingerprint).toBe(NEW)
  })

  it('keeps the old one while it is used, and says when it may go', () => {
    const used = appSecret(OLD, { lastUsedAt: ago(3) })
    expect(read([appSecret(NEW, { lastUsedAt: ago(0) }), used])).toMatchObject({
      step: 'wait',
      safeAt: new Date(ago(3).getTime() + QUIET_MS),
    })
  })

  it('keeps it however long a stream of it stays open', () => {
    const open = appSecret(OLD, { lastUsedAt: ago(50), streams: 1 })
    expect(read([appSecret(NEW, { streams: 1 }), open])).toMatchObject({
      step: 'wait',
      safeAt: null,
    })
  })

  it('does not take a restart for silence', () => {
    const rotation = rotationOf({
      secrets: [appSecret(NEW, { lastUsedAt: ago(0) }), appSecret(OLD)],
      before: [OLD],
      since: ago(2),
      now,
    })
    expect(rotation).toMatchObject({ step: 'wait', safeAt: new Date(ago(2).getTime() + QUIET_MS) })
  })

  it('lets the old one go once it was quiet for long enough', () => {
    const quiet = appSecret(OLD, { lastUsedAt: ago(15) })
    expect(read([appSecret(NEW, { lastUsedAt: ago(1) }), quiet]).step).toBe('remove')
  })

  it('is never ready to take the old one away before the new one was used', () => {
    expect(read([appSecret(NEW), appSecret(OLD, { lastUsedAt: ago(55) })]).step).toBe('deploy')
  })

  it('is done when the new one stands alone', () => {
    expect(read([appSecret(NEW)])).toMatchObject({ step: 'done', old: [] })
    expect(read([appSecret(NEW)], [NEW, OLD]).step).toBe('done')
  })

  it('has to begin where no secret is left', () => {
    expect(read([])).toMatchObject({ step: 'add', next: null, old: [] })
  })
})
