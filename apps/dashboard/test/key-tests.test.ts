import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { type KeysError, knownProviders } from '@itqan/keys-contract'
import { createSandbox, type Sandbox, sandboxKeys } from '@itqan/provider-sandbox'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createKeyTester } from '../src/server/key-tests/create-key-tester'
import type { ProviderUrls } from '../src/server/key-tests/ways-to-ask'

let sandbox: Sandbox
let urls: ProviderUrls

beforeAll(async () => {
  sandbox = await createSandbox({ slowMs: 5_000 })
  urls = urlsAt(sandbox.url)
})

afterAll(() => sandbox.close())

const urlsAt = (base: string): ProviderUrls => ({
  gemini: `${base}/gemini/v1beta`,
  openai: `${base}/openai/v1`,
  anthropic: `${base}/anthropic/v1`,
  // As an operator may write it.
  mistral: `${base}/mistral/v1/`,
})

const healthyOf = (provider: string) =>
  sandboxKeys.find((key) => key.provider === provider && key.behaviour === 'healthy')?.key ?? ''

/** Tests one key, as whoever has it under the id `k`. */
function ask(
  opened: { provider: string; key: string } | null,
  { base, timeoutMs = 2_000 }: { base?: string; timeoutMs?: number } = {},
) {
  const redact = (text: string) => text.replaceAll('projects/secret', '[redacted]')
  const at = base ? urlsAt(base) : urls
  return createKeyTester({ urls: at, open: async () => opened, redact, timeoutMs }).test('k')
}

/** A provider that misbehaves as no sandbox does. */
async function providerThat(listener: RequestListener) {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const key = 'AIza-tested-000000000000000'

describe.each(knownProviders)('a test at %s', (provider) => {
  const test = (one = healthyOf(provider)) => ask({ provider, key: one })

  it('is well when the provider takes the key', async () => {
    const answer = await test()
    expect(answer).toMatchObject({ provider, outcome: 'ok', status: 200, said: null })
    expect(answer?.latencyMs).toBeGreaterThanOrEqual(0)
  })

  it('names a key that the provider does not know as invalid, in the provider’s own words', async () => {
    const answer = await test('a-key-that-nobody-issued')
    expect(answer?.outcome).toBe('invalid_key')
    expect(answer?.said).toBeTruthy()
    expect(answer?.said).not.toContain('a-key-that-nobody-issued')
  })

  it('tells a limited key from a bad one', async () => {
    sandbox.setBehaviour(healthyOf(provider), 'rate-limited-minute')
    expect(await test()).toMatchObject({ outcome: 'rate_limit', status: 429 })
    sandbox.setBehaviour(healthyOf(provider), 'overloaded')
    expect(await test()).toMatchObject({ outcome: 'overloaded' })
    sandbox.setBehaviour(healthyOf(provider), 'healthy')
  })

  it('gives up on a provider that is too slow, and on one that breaks off', async () => {
    sandbox.setBehaviour(healthyOf(provider), 'slow')
    const slow = await ask({ provider, key: healthyOf(provider) }, { timeoutMs: 100 })
    expect(slow).toMatchObject({ outcome: 'network', status: null })
    sandbox.setBehaviour(healthyOf(provider), 'cut')
    expect(await test()).toMatchObject({ outcome: 'network', status: null })
    sandbox.setBehaviour(healthyOf(provider), 'healthy')
  })
})

describe('a test', () => {
  it('of a provider that nobody knows asks nobody, and says so', async () => {
    const before = sandbox.requests().length
    for (const provider of ['cohere', 'constructor', '__proto__']) {
      const refused = await ask({ provider, key }).catch((error: KeysError) => error.code)
      expect(refused).toBe('provider_unknown')
    }
    expect(sandbox.requests()).toHaveLength(before)
  })

  it('of a key that is not there answers nothing', async () => {
    expect(await ask(null)).toBeNull()
  })

  it('says that a provider is down', async () => {
    const answer = await ask({ provider: 'gemini', key }, { base: 'http://127.0.0.1:9' })
    expect(answer).toMatchObject({ outcome: 'network', status: null })
    expect(answer?.said).toBeTruthy()
  })

  it.each([
    [200, 'error'],
    [502, 'overloaded'],
    [401, 'invalid_key'],
    [404, 'client_error'],
  ])('never takes a page of HTML for the provider’s word: %i', async (status, outcome) => {
    await using provider = await providerThat((_request, response) => {
      response.writeHead(status, { 'content-type': 'text/html' })
      response.end('<html><script>alert(1)</script>Sign in to the Wi-Fi</html>')
    })
    const answer = await ask({ provider: 'gemini', key }, provider)
    expect(answer).toMatchObject({ outcome, status })
    expect(answer?.said).not.toContain('Wi-Fi')
  })

  it('follows no redirect: the key goes nowhere else', async () => {
    const elsewhere = vi.fn()
    await using thief = await providerThat((request, response) => {
      elsewhere(request.headers)
      response.end('{}')
    })
    await using provider = await providerThat((_request, response) => {
      response.writeHead(307, { location: `${thief.base}/models` }).end()
    })
    const answer = await ask({ provider: 'gemini', key }, provider)
    expect(answer).toMatchObject({ outcome: 'network', status: 307 })
    expect(elsewhere).not.toHaveBeenCalled()
  })

  it('repeats no key that the answer prints, and no more than 255 characters of it', async () => {
    await using provider = await providerThat((_request, response) => {
      const message = `API key ${key} of projects/secret is bad. ${'🔑'.repeat(400)}`
      response.writeHead(400, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ error: { code: 400, message } }))
    })
    const { said = '' } = (await ask({ provider: 'gemini', key }, provider)) ?? {}
    expect(said).toMatch(/^API key … of \[redacted\] is bad\./)
    expect(Array.from(said ?? '')).toHaveLength(255)
  })

  it('does not wait for a body that never ends', async () => {
    await using provider = await providerThat((_request, response) => {
      response.writeHead(500, { 'content-type': 'application/json' })
      response.write('{"error":')
    })
    const began = Date.now()
    const answer = await ask({ provider: 'gemini', key }, { ...provider, timeoutMs: 300 })
    expect(answer?.outcome).not.toBe('ok')
    expect(Date.now() - began).toBeLessThan(1_500)
    await pause(0)
  })

  it('sends the key in a header, and never in the address', async () => {
    const seen: string[] = []
    await using provider = await providerThat((request, response) => {
      seen.push(request.url ?? '')
      response.end('{}')
    })
    for (const one of knownProviders) await ask({ provider: one, key }, provider)
    expect(seen.join()).not.toContain(key)
    expect(seen).toHaveLength(4)
  })
})
