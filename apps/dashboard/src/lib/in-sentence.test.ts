import { expect, it } from 'vitest'
import { inSentence } from './in-sentence'

it('begins in lower case, where the letters have one, and changes nothing else', () => {
  expect(inSentence('Limite atteinte', 'fr')).toBe('limite atteinte')
  expect(inSentence('Échec de TLS', 'fr')).toBe('échec de TLS')
  expect(inSentence('بُلغ الحد', 'ar')).toBe('بُلغ الحد')
  expect(inSentence('', 'en')).toBe('')
})
