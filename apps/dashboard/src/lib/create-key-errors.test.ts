import { describe, expect, it } from 'vitest'
import { createKeyErrors } from './create-key-errors'

const good = { provider: 'gemini', name: 'prod', key: 'AIzaSy-0123456789' }

describe('createKeyErrors', () => {
  it('has nothing to say about a good key', () => {
    expect(createKeyErrors(good)).toEqual({})
    expect(createKeyErrors({ ...good, provider: ' Gemini ', key: ` ${good.key}\n` })).toEqual({})
  })

  it('asks for every field that was left empty', () => {
    expect(createKeyErrors({ provider: '', name: ' ', key: '' })).toEqual({
      provider: 'required',
      name: 'required',
      key: 'required',
    })
  })

  it('names what is wrong with a field that was filled', () => {
    expect(createKeyErrors({ ...good, provider: 'Égée' })).toEqual({ provider: 'invalid' })
    expect(createKeyErrors({ ...good, name: 'x'.repeat(121) })).toEqual({ name: 'tooLong' })
    expect(createKeyErrors({ ...good, key: 'short' })).toEqual({ key: 'tooShort' })
    expect(createKeyErrors({ ...good, key: 'two words here' })).toEqual({ key: 'invalid' })
    expect(createKeyErrors({ ...good, key: 'k'.repeat(2_049) })).toEqual({ key: 'tooLong' })
  })
})
