import { describe, expect, it } from 'vitest'
import { changesOf, editSchemaFor, editValuesOf } from './edit-values'

const key = { name: 'Prod', provider: 'gemini', quotaPool: 'projects/1', weight: 3 }
const values = editValuesOf(key)
const nothing = editValuesOf(null)

describe('the form of one key', () => {
  it('begins with the key as it is, and then changes nothing', () => {
    expect(changesOf(editSchemaFor(true).parse(values), key)).toEqual({})
  })

  it('sends what differs, and nothing else', () => {
    const typed = { ...values, name: ' Prod 2 ', provider: 'OpenAI', weight: ' 7 ' }
    expect(changesOf(editSchemaFor(true).parse(typed), key)).toEqual({
      name: 'Prod 2',
      provider: 'openai',
      weight: 7,
    })
  })

  it('takes the key out of its pool when that is emptied', () => {
    expect(changesOf({ ...values, pool: '' }, key)).toEqual({ quotaPool: null })
    expect(changesOf({ ...values, pool: '' }, { ...key, quotaPool: null })).toEqual({})
  })

  it.each([
    ['name', ''],
    ['name', 'x'.repeat(121)],
    ['provider', ''],
    ['provider', 'not a name'],
    ['pool', 'x'.repeat(121)],
    ['weight', ''],
    ['weight', '0'],
    ['weight', '101'],
    ['weight', '1.5'],
  ])('refuses as %s what the server would: %j', (field, value) => {
    const result = editSchemaFor(true).safeParse({ ...values, [field]: value })
    expect(result.error?.issues[0]?.path).toEqual([field])
  })
})

describe('the form of many keys', () => {
  it('changes nothing where nothing is typed', () => {
    expect(changesOf(editSchemaFor(false).parse(nothing), null)).toEqual({})
  })

  it('sends what is typed', () => {
    const typed = { ...nothing, provider: 'mistral', pool: 'projects/2', weight: '5' }
    expect(changesOf(editSchemaFor(false).parse(typed), null)).toEqual({
      provider: 'mistral',
      quotaPool: 'projects/2',
      weight: 5,
    })
  })

  it('takes them out of their pools only when that is ticked', () => {
    expect(changesOf({ ...nothing, noPool: true }, null)).toEqual({ quotaPool: null })
  })
})
