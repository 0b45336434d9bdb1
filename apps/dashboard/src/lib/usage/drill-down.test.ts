import { expect, it } from 'vitest'
import { drillDown, type UsageView, usageInputOf } from './drill-down'

const all: UsageView = {
  range: 'day',
  by: 'provider',
  provider: null,
  key: null,
  app: null,
  model: null,
}

it('goes from a provider to its keys, then apps, then models, then what went wrong', () => {
  const keys = drillDown(all, { id: 'gemini' })
  expect(keys).toEqual({ ...all, by: 'key', provider: 'gemini' })
  const apps = keys && drillDown(keys, { id: 'key-1' })
  expect(apps).toEqual({ ...all, by: 'app', provider: 'gemini', key: 'key-1' })
  const models = apps && drillDown(apps, { id: '' })
  expect(models).toMatchObject({ by: 'model', app: '' })
  const outcomes = models && drillDown(models, { id: 'gemini-2.5-pro' })
  expect(outcomes).toMatchObject({ by: 'outcome', model: 'gemini-2.5-pro' })
  expect(outcomes && drillDown(outcomes, { id: 'error' })).toBeNull()
})

it('goes up again where all below is settled', () => {
  expect(drillDown({ ...all, by: 'model' }, { id: 'm' })).toMatchObject({ by: 'provider' })
  const settled = { ...all, by: 'app', key: 'k', model: 'm' } as const
  expect(drillDown(settled, { id: 'crm' })).toMatchObject({ by: 'provider', app: 'crm' })
})

it('does not look into what is not told apart', () => {
  expect(drillDown(all, { id: null })).toBeNull()
})

it('asks for the person’s own days, and for hours that everyone shares', () => {
  expect(usageInputOf({ ...all, app: '' }, 'Asia/Tokyo')).toEqual({
    range: 'day',
    by: 'provider',
    app: '',
    timeZone: 'UTC',
  })
  expect(usageInputOf({ ...all, range: 'month' }, 'Asia/Tokyo').timeZone).toBe('Asia/Tokyo')
  expect(usageInputOf({ ...all, range: 'month' }, null).timeZone).toBe('UTC')
})
