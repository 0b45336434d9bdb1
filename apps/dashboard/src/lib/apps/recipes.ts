/** Copied where the app runs. */
export function appEnvironment({ url, entry }: { url: string; entry: string }): string {
  return `DASHBOARD_INTERNAL_URL=${url}\nINTERNAL_API_SECRET=${entry}`
}

const opening = `import { createKeysClient } from '@itqan/keys-client'

const { DASHBOARD_INTERNAL_URL: url = '', INTERNAL_API_SECRET: secret = '' } = process.env
await using keys = createKeysClient({ url, secret, appVersion: '1.0.0' })
`

const geminiCall = `const gemini =
  'https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash:generateContent'
const response = await keys.withKey('gemini', { model: 'gemini-2.5-flash' }, (key) =>
  fetch(gemini, {
    method: 'POST',
    headers: { 'x-goog-api-key': key, 'content-type': 'application/json' },
    body: JSON.stringify({ contents: [{ parts: [{ text: 'A quote about patience' }] }] }),
  }),
)`

/** A first call with a key of the pool. */
export function callCode(provider: string | null): string {
  const isGemini = provider === null || provider === 'gemini'
  const call = `const answer = await keys.withKey('${provider ?? ''}', (key) => callWith(key))`
  return `${opening}\n${isGemini ? geminiCall : call}`
}

/** An app that reports uses of keys which it has from elsewhere. */
export const reportCode = `${opening}
keys.reportKeyUsage(keyId, true)`

interface Check {
  url: string
  entry: string
  canRead: boolean
  provider: string | null
}

/** Asks as the app will. 200 says that the secret is known; one for reports alone is told 404: no such key. */
export function curlCheck({ url, entry, canRead, provider }: Check): string {
  const address = `${url}/api/internal/api-keys`
  const query = provider === null ? '' : `?provider=${provider}`
  const call = canRead
    ? `"${address}${query}"`
    : `-X POST -H "Content-Type: application/json" \\\n  -d '{"keyId":"check","success":true}' "${address}"`
  return `curl -s -o /dev/null -w "%{http_code}\\n" -H "Authorization: Bearer ${entry}" \\\n  ${call}`
}
