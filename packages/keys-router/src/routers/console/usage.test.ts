import type { Usage } from '@itqan/keys-contract'
import { expect, it, vi } from 'vitest'
import { consolePorts, someOrigin } from '../../../test/open-doors'
import type { UsageReader } from '../../ports'
import { consoleRouter } from '../console-router'

const empty: Usage = {
  range: 'day',
  by: 'key',
  buckets: [],
  series: [],
  totals: {},
  groups: [],
  groupCount: 0,
}

const choices = { providers: ['gemini'], keys: [], apps: [''], models: [] }

function setUp(role: string | null) {
  const usage = {
    read: vi.fn<UsageReader['read']>(async () => empty),
    choices: vi.fn<UsageReader['choices']>(async () => choices),
  }
  const user = role === null ? null : { id: 'u', role, sessionId: 's', passwordAt: null }
  const ctx = {
    ...consolePorts({ usage }),
    origin: someOrigin,
    caller: null,
    user,
    readUser: async () => user,
    openStream: () => () => undefined,
  }
  return { usage, api: consoleRouter.createCaller(ctx).usage }
}

it('tells every role what was used, and no visitor', async () => {
  for (const role of ['administrator', 'operator', 'viewer']) {
    const { api } = setUp(role)
    expect(await api.read({ range: 'day', by: 'key' })).toEqual(empty)
    expect(await api.choices({ range: 'month' })).toEqual(choices)
  }
  const { api } = setUp(null)
  await expect(api.read({ range: 'day', by: 'key' })).rejects.toMatchObject({
    code: 'UNAUTHORIZED',
  })
  await expect(api.choices({ range: 'day' })).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
})

it('asks for what the page asks for, with days of UTC where no place is named', async () => {
  const { api, usage } = setUp('viewer')
  const filters = { provider: 'gemini', keyId: 'k', app: '', model: 'm' } as const
  await api.read({ range: 'week', by: 'app', ...filters })
  expect(usage.read).toHaveBeenLastCalledWith({
    ...{ range: 'week', by: 'app', timeZone: 'UTC' },
    ...filters,
  })
  await api.read({ range: 'month', by: 'outcome', timeZone: 'Africa/Casablanca' })
  expect(usage.read).toHaveBeenLastCalledWith({
    ...{ range: 'month', by: 'outcome', timeZone: 'Africa/Casablanca' },
  })
})

it('refuses a place that is none, before anything is read', async () => {
  const { api, usage } = setUp('viewer')
  for (const timeZone of [
    'Mars/Olympus',
    '+02:00',
    '',
    "UTC'; DROP TABLE key_usage",
    'x'.repeat(99),
  ]) {
    const asked = api.read({ range: 'month', by: 'key', timeZone })
    await expect(asked).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  }
  expect(usage.read).not.toHaveBeenCalled()
})
