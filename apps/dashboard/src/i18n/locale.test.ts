import { describe, expect, it } from 'vitest'
import { pickLocale } from './locale'

describe('pickLocale', () => {
  it('answers French to a browser that says nothing', () => {
    expect(pickLocale({ acceptLanguage: null })).toBe('fr')
  })

  it('answers English only when it is the first language asked for', () => {
    expect(pickLocale({ acceptLanguage: 'en-GB,en;q=0.9,fr;q=0.8' })).toBe('en')
    expect(pickLocale({ acceptLanguage: 'de,en;q=0.9' })).toBe('fr')
    expect(pickLocale({ acceptLanguage: 'enm' })).toBe('fr')
  })

  it('follows the cookie over the browser, unless it holds something else', () => {
    expect(pickLocale({ cookie: 'fr', acceptLanguage: 'en' })).toBe('fr')
    expect(pickLocale({ cookie: 'xx', acceptLanguage: 'en' })).toBe('en')
  })
})
