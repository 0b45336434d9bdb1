/** Where SDKs put the placeholder that they were given for a key. */
const KEY_HEADERS = ['authorization', 'x-api-key', 'x-goog-api-key']

/** Headers with the key where the provider looks for it, and with no other key. */
export function withKeyHeader(headers: Headers, provider: string, key: string): Headers {
  const own = new Headers(headers)
  for (const name of KEY_HEADERS) own.delete(name)
  switch (provider) {
    case 'gemini':
      own.set('x-goog-api-key', key)
      return own
    case 'anthropic':
      own.set('x-api-key', key)
      return own
    default:
      // OpenAI, Mistral, and all who took the way over from them.
      own.set('authorization', `Bearer ${key}`)
      return own
  }
}

/** The address without `?key=`: what stands in an address stands in logs. */
export function withoutKeyParameter(url: string): string {
  // Only then: to write an address anew may change how it is spelled.
  if (!/[?&]key=/.test(url)) return url
  const parsed = new URL(url)
  parsed.searchParams.delete('key')
  return parsed.href
}
