import { describe, expect, it } from 'vitest'
import { checkDescription, problemOf } from './problem'

describe('a description', () => {
  it('is measured without the space around it', () => {
    expect(checkDescription(`   court${' '.repeat(20)}`)).toEqual({ code: 'tooShort', min: 10 })
    expect(checkDescription('dix lettres')).toBeNull()
    expect(checkDescription('a'.repeat(4000))).toBeNull()
    expect(checkDescription('a'.repeat(4012))).toEqual({ code: 'tooLong', over: 12 })
  })
})

describe('a failed request', () => {
  it.each([
    ['no key works', new Error('{"code":"unavailable"}'), 'unavailable'],
    ['the provider refuses the text', new Error('{"code":"refused"}'), 'refused'],
    ['the body is too large', new Error('{"code":"too_large"}'), 'invalid'],
    ['the connection fails', new TypeError('Failed to fetch'), 'network'],
    ['the server answers with a page', new Error('<html>502</html>'), 'unavailable'],
  ] as const)('is named when %s', (_, error, code) => {
    expect(problemOf(error, false)).toEqual({ code })
  })

  it('is an interruption once the brief has begun, whatever its cause', () => {
    expect(problemOf(new TypeError('network error'), true)).toEqual({ code: 'interrupted' })
  })
})
