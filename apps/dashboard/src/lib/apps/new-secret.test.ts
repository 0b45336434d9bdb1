import { parseInternalSecrets } from '@itqan/keys-contract'
import { expect, it } from 'vitest'
import { isAppName, makeSecret, secretEntry } from './new-secret'
import { appEnvironment, curlCheck } from './recipes'

const scopes = [true, false].flatMap((canRead) =>
  [null, 'gemini'].map((provider) => ({ canRead, provider })),
)

it.each(scopes)('writes an entry that the dashboard reads back: %j', (scope) => {
  const secret = makeSecret()
  const entry = secretEntry({ app: 'quotes', secret, scope })
  expect(parseInternalSecrets(`itqan-ma:${makeSecret()},${entry}`)).toMatchObject({
    ok: true,
    secrets: [{ app: 'itqan-ma' }, { app: 'quotes', secret, scope }],
  })
})

it('makes another secret each time', () => {
  const made = Array.from({ length: 1_000 }, makeSecret)
  expect(new Set(made).size).toBe(1_000)
  expect(made.every((secret) => /^[\w-]{43}$/.test(secret))).toBe(true)
})

it.each([
  ['quotes', true],
  ['itqan-ma', true],
  ['', false],
  ['Quotes', false],
  ['9lives', false],
  ['a b', false],
  ['a:b', false],
  ['a'.repeat(41), false],
])('takes %j for a name: %s', (name, isName) => {
  expect(isAppName(name)).toBe(isName)
})

it('puts the entry where the app reads it, and where curl sends it', () => {
  const where = { url: 'https://keys.example', entry: 'meter/only-report:S' }
  expect(appEnvironment(where)).toBe(
    'DASHBOARD_INTERNAL_URL=https://keys.example\nINTERNAL_API_SECRET=meter/only-report:S',
  )
  expect(curlCheck({ ...where, canRead: false, provider: null })).toContain(
    'Bearer meter/only-report:S',
  )
})
