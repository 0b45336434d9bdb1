import { randomUUID } from 'node:crypto'
import { everyProvider, someOrigin } from '@itqan/keys-router/test-doubles'
import { expect, inject, it, vi } from 'vitest'
import { openDatabase } from '../../src'
import { makeRole } from '../open-test-audit'
import { entry, inMs, openTestStore } from '../open-test-store'
import { storeOn } from '../store-on'
import { openListeningFeed } from './open-listening-feed'

const LONG = { timeout: 20_000 }

// PGlite asks nobody for a name, and tells no other connection.
it.skipIf(inject('testDatabaseUrl') === null)(
  'a dashboard of its own role hears of a key that an app of its own role rests, and of one that another dashboard switches off',
  async () => {
    await using test = await openTestStore()
    const [limited, leaked] = [await test.add(), await test.add()]
    await using dashboardToo = openDatabase({ url: await makeRole(test.url, 'keys-dashboard') })
    await using app = openDatabase({ url: await makeRole(test.url, 'keys-app') })
    const heard = openListeningFeed({ url: await makeRole(test.url, 'keys-dashboard') })
    await heard.subscribe()
    await vi.waitFor(() => expect(heard.wakes()).toBe(1), LONG)

    const entries = [entry(limited, { outcome: 'rate_limit', until: inMs(60_000) })]
    await storeOn(app).report({ batchId: randomUUID(), entries }, everyProvider)
    const rests = () => heard.told.flatMap(({ cooldowns }) => cooldowns)
    await vi.waitFor(() => expect(rests()).toMatchObject([{ target: limited }]), LONG)

    const off = { keyIds: [leaked], isActive: false }
    await storeOn(dashboardToo).setActive(off, someOrigin)
    await vi.waitFor(() => expect(heard.removed()).toEqual([leaked]), LONG)
    await heard.close()
  },
  60_000,
)
