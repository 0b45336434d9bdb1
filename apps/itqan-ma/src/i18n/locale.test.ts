import { expect, it } from 'vitest'
import { pickLocale } from './locale'

it.each([
  ['no hint', { cookie: undefined, acceptLanguage: null }, 'fr'],
  ['a browser in French', { cookie: undefined, acceptLanguage: 'fr-MA,fr;q=0.9,en;q=0.8' }, 'fr'],
  [
    'a browser in Arabic with English second',
    { cookie: undefined, acceptLanguage: 'ar-MA,en;q=0.8' },
    'fr',
  ],
  ['a browser in English', { cookie: undefined, acceptLanguage: 'en-GB,en;q=0.9,fr;q=0.8' }, 'en'],
  [
    'a language that only begins with these letters',
    { cookie: undefined, acceptLanguage: 'enm' },
    'fr',
  ],
  ['a choice against the browser', { cookie: 'fr', acceptLanguage: 'en-GB' }, 'fr'],
  ['a choice of English', { cookie: 'en', acceptLanguage: 'fr-MA' }, 'en'],
  ['a cookie nobody wrote', { cookie: 'xx', acceptLanguage: 'fr' }, 'fr'],
])('%s', (_, hints, expected) => {
  expect(pickLocale(hints)).toBe(expected)
})
