import { KeysError, type KeyTest, MAX_LAST_ERROR_LENGTH } from '@itqan/keys-contract'
import { outcomeOf, readResponse } from '@itqan/keys-client'
import type { KeyTester } from '@itqan/keys-router'
import { type ProviderUrls, type Question, questionFor } from './ways-to-ask'

/** Longer than this no person waits, in milliseconds. */
const TIMEOUT_MS = 10_000

export interface KeyTesterOptions {
  urls: ProviderUrls
  /** A key in clear; `null` when no key has this id. */
  open: (keyId: string) => Promise<{ provider: string; key: string } | null>
  /** Takes every known key out of a text. */
  redact: (text: string) => string
  timeoutMs?: number
}

/** Asks providers over HTTP. */
export function createKeyTester(options: KeyTesterOptions): KeyTester {
  const { urls, open, redact, timeoutMs = TIMEOUT_MS } = options
  return {
    async test(keyId) {
      const opened = await open(keyId)
      if (!opened) return null
      const { provider, key } = opened
      const question = questionFor(urls, opened)
      if (!question) throw new KeysError('provider_unknown', 'This provider cannot be asked')
      const began = performance.now()
      const answer = await ask(provider, question, timeoutMs)
      const latencyMs = Math.round(performance.now() - began)
      const said = answer.said === null ? null : cut(redact(answer.said.replaceAll(key, '…')))
      return { ...answer, provider, latencyMs, said }
    },
  }
}

type Answer = Pick<KeyTest, 'outcome' | 'status' | 'said'>

async function ask(
  provider: string,
  { url, headers }: Question,
  timeoutMs: number,
): Promise<Answer> {
  try {
    // Followed, a redirect would carry the key to an address of somebody else's choice.
    const response = await fetch(url, {
      headers,
      redirect: 'manual',
      cache: 'no-store',
      signal: AbortSignal.timeout(timeoutMs),
    })
    const { status } = response
    const read = await readResponse(response)
    void response.body?.cancel().catch(() => undefined)
    const isData = typeof read.body === 'object' && read.body !== null
    if (response.ok && isData) return { outcome: 'ok', status, said: null }
    // The page of a proxy, or of a network that wants a sign-in, is no word of the provider.
    const said = isData ? read.message : `status ${status}`
    if (response.ok) return { outcome: 'error', status, said: `${said}, and no JSON` }
    // No model was asked for: it is the address that is wrong.
    if (status === 404) return { outcome: 'client_error', status, said }
    return { outcome: outcomeOf(read, { provider }), status, said }
  } catch (error) {
    const said = error instanceof Error ? reasonOf(error) : null
    return { outcome: 'network', status: null, said }
  }
}

/** "fetch failed" alone tells nobody anything: the code of its cause does. */
function reasonOf({ message, cause }: Error): string {
  const code: unknown = cause instanceof Error && 'code' in cause ? cause.code : null
  return typeof code === 'string' ? `${message} (${code})` : message
}

// By code point, so that no surrogate pair is cut in two.
function cut(text: string): string {
  return Array.from(text).slice(0, MAX_LAST_ERROR_LENGTH).join('')
}
