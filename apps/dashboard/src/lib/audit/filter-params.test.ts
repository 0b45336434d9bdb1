import { describe, expect, it } from 'vitest'
import { filterOf, filterQuery, noFilter, paramsOf } from './filter-params'

describe('a filter in an address', () => {
  it('says nothing where nothing is chosen', () => {
    expect([filterOf(noFilter), filterQuery(noFilter)]).toEqual([{}, ''])
  })

  it('comes back from its query as it was', () => {
    const params = {
      ...noFilter,
      who: 'Samira & fils',
      kind: 'person',
      action: 'key.create,key.remove',
      outcome: 'refused',
      provider: 'gemini',
      key: 'e6d47cfa-eacd-492e-84f1-17581dae73ba',
      from: '2026-11-23T02:00:00.000Z',
    }
    expect(paramsOf(new URLSearchParams(filterQuery(params)))).toEqual(params)
    expect(filterOf(params)).toEqual({
      actor: 'Samira & fils',
      actorKind: 'person',
      actions: ['key.create', 'key.remove'],
      outcomes: ['refused'],
      provider: 'gemini',
      keyId: 'e6d47cfa-eacd-492e-84f1-17581dae73ba',
      from: new Date('2026-11-23T02:00:00.000Z'),
    })
  })

  it('leaves out what cannot be read', () => {
    const odd = {
      ...noFilter,
      kind: 'robot',
      action: 'key.fly,key.create',
      key: 'not an id!',
      from: 'yesterday',
      text: ' '.repeat(3),
    }
    expect(filterOf(odd)).toEqual({ actions: ['key.create'] })
  })
})
