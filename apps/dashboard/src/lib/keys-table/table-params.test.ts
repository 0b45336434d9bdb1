import { keyStatuses, providerSchema } from '@itqan/keys-contract'
import { describe, expect, it } from 'vitest'
import {
  defaultParams,
  filterOf,
  isUnfiltered,
  pageInput,
  readParams,
  type TableParams,
  withParams,
} from './table-params'

const read = (search: string) => readParams(new URLSearchParams(search))

describe('the address', () => {
  it('names a column, downwards with a minus, and nothing that is no column', () => {
    expect(read('sort=-uses').sort).toEqual({ by: 'uses', isDescending: true })
    expect(read('sort=status').sort).toEqual({ by: 'status', isDescending: false })
    for (const wrong of ['key; drop table', '--uses', '-', '']) {
      expect(read(`sort=${wrong}`).sort).toEqual(defaultParams.sort)
    }
  })

  it('is believed only where it could be true', () => {
    expect(read('provider=gemini,ÉGÉE,my-own').provider).toEqual(['gemini', 'my-own'])
    expect(read('status=ready,broken,').status).toEqual(['ready'])
    expect(read('')).toEqual(defaultParams)
    expect(read('q=&provider=&status=&sort=')).toEqual(defaultParams)
  })

  it('names nothing twice, however often it says it', () => {
    const often = (name: string) => Array.from({ length: 200 }, () => name).join(',')
    expect(read(`status=${often('ready')},disabled`).status).toEqual(['ready', 'disabled'])
    expect(read(`status=${often(keyStatuses.join(','))}`).status).toEqual([...keyStatuses])
    expect(read(`provider=${often('gemini')}`).provider).toEqual(['gemini'])
  })

  it.each(['a', '-x', '0-', 'a'.repeat(40), 'a'.repeat(41), 'my_own', ' a', 'A'])(
    'takes the provider %j only as the server does',
    (name) => {
      const isTaken = providerSchema.safeParse(name).data === name
      expect(read(`provider=${encodeURIComponent(name)}`).provider).toEqual(isTaken ? [name] : [])
    },
  )

  const chosen: TableParams = {
    q: 'CLÉ 5, +2 & co',
    provider: ['gemini', 'my-own'],
    status: ['ready', 'disabled'],
    sort: { by: 'uses', isDescending: true },
  }

  it('holds what was chosen, and gives it back', () => {
    const search = withParams('', chosen)
    expect(search).toMatch(/&provider=gemini,my-own&status=ready,disabled&sort=-uses$/)
    expect(read(search)).toEqual(chosen)
  })

  it('leaves out what was not chosen, and keeps what is not the table’s', () => {
    expect(withParams('', defaultParams)).toBe('')
    expect(withParams(withParams('do=add', chosen), defaultParams)).toBe('do=add')
    expect(withParams('q=a&do=add', { ...defaultParams, q: 'b' })).toBe('q=b&do=add')
  })
})

it('asks for nothing that was not chosen', () => {
  const filter = filterOf({ q: '  ', provider: [], status: [] })
  expect(filter).toEqual({})
  expect(isUnfiltered(filter)).toBe(true)
  expect(filterOf({ q: ' a ', provider: ['x'], status: ['ready'] })).toEqual({
    text: 'a',
    providers: ['x'],
    statuses: ['ready'],
  })
  const sort = { by: 'name', isDescending: false } as const
  expect(pageInput({}, sort, 2)).toEqual({ sort, cursor: 200, limit: 100 })
})
