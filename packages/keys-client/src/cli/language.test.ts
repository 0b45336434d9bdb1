import { expect, it } from 'vitest'
import { languageOf } from './language'

it.each([
  [{ LANG: 'fr_FR.UTF-8' }, 'fr'],
  [{ LANG: 'fr' }, 'fr'],
  [{ LANG: 'fr-MA' }, 'fr'],
  [{ LANG: 'frp_IT' }, 'en'],
  [{ LANG: 'de_DE.UTF-8' }, 'en'],
  [{ LANG: 'fr_FR.UTF-8', LC_MESSAGES: 'en_GB.UTF-8' }, 'en'],
  [{ LC_MESSAGES: 'en_GB.UTF-8', LC_ALL: 'fr_CA.UTF-8' }, 'fr'],
  [{ LC_ALL: '', LANG: 'fr_FR.UTF-8' }, 'fr'],
  [{}, 'en'],
] as const)('a terminal with %o speaks %s', (env, language) => {
  expect(languageOf(env)).toBe(language)
})
