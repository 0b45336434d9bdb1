import { describe, expect, it } from 'vitest'
import { relativeTime } from './relative-time'

const now = new Date('2026-03-01T12:00:00Z')

function ago(seconds: number, locale = 'fr'): string {
  const text = relativeTime({ at: new Date(now.getTime() - seconds * 1000), now, locale })
  return text.replaceAll(/\s/g, ' ')
}

describe('relativeTime', () => {
  it('says now for the last five seconds and for a clock that runs ahead', () => {
    expect(ago(4)).toBe('maintenant')
    expect(ago(-90)).toBe('maintenant')
  })

  it('counts in the largest unit that has passed whole', () => {
    expect(ago(59)).toBe('il y a 59 s')
    expect(ago(60)).toBe('il y a 1 min')
    expect(ago(3_599)).toBe('il y a 59 min')
    expect(ago(3_600)).toBe('il y a 1 h')
    expect(ago(86_400)).toBe('hier')
    expect(ago(3 * 86_400)).toBe('il y a 3 j')
    expect(ago(70 * 86_400)).toBe('il y a 2 m.')
    expect(ago(800 * 86_400)).toBe('il y a 2 a')
  })

  it('speaks the language of the page', () => {
    expect(ago(120, 'en')).toBe('2 min. ago')
  })
})
