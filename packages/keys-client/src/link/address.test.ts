import type { IncomingMessage } from 'node:http'
import { describe, expect, it } from 'vitest'
import { createKeysClient, KeysClientError } from '..'
import { pooledKeys } from '../../test/pooled-key'
import { SECRET, startDashboard } from '../../test/scripted-dashboard'

const url = 'http://127.0.0.1:1'

function refusalOf(options: { url: string; secret: string }): KeysClientError {
  try {
    createKeysClient(options)
  } catch (error) {
    if (KeysClientError.isInstance(error)) return error
    throw error
  }
  throw new Error('Nothing was refused')
}

describe('the address of the dashboard', () => {
  it.each([
    '',
    'localhost:3001',
    'dashboard.example',
    '//dashboard.example',
    'ftp://dashboard.example',
    'https://someone:hidden@dashboard.example',
    undefined as unknown as string,
  ])('%j is refused at once, by the name of the option and of the variable', (given) => {
    const error = refusalOf({ url: given, secret: SECRET })
    expect(error).toMatchObject({ code: 'rejected', isRetryable: false })
    expect(error.message).toMatch(/^DASHBOARD_INTERNAL_URL \(option `url`\)/)
    expect(error.message).not.toMatch(/hidden|dashboard\.example|localhost/)
  })

  it.each(['', '/', '/keys', '/keys/', '/keys/of/all//'])(
    'that ends with %j keeps its path, for calls and for the stream',
    async (path) => {
      const dashboard = await startDashboard(pooledKeys(1))
      const asked = new Set<string>()
      const base = path.replace(/\/+$/, '')
      dashboard.scriptAll(async (request: IncomingMessage, response) => {
        asked.add(request.url?.split('?', 1)[0] ?? '')
        request.url = request.url?.slice(base.length) ?? ''
        await dashboard.pass(request, response)
      })
      await using client = createKeysClient({ url: `${dashboard.url}${path}`, secret: SECRET })
      await client.waitUntilReady({ providers: ['gemini'] })
      await expect.poll(() => client.status().stream).toBe('open')
      const paths = ['list', 'watch'].map((name) => `${base}/api/internal/trpc/${name}`)
      expect([...asked].toSorted()).toEqual(paths)
    },
  )
})

describe('the secret', () => {
  it.each([
    '',
    '   ',
    ',',
    ',old-one',
    'hidden one',
    'hidden\none',
    'hidden…',
    undefined as unknown as string,
  ])('%j is refused at once, by the name of the option and of the variable', (secret) => {
    const error = refusalOf({ url, secret })
    expect(error).toMatchObject({ code: 'rejected', isRetryable: false })
    expect(error.message).toMatch(/^INTERNAL_API_SECRET \(option `secret`\)/)
    expect(error.message).not.toMatch(/hidden|old-one/)
  })

  it.each([`${SECRET},old`, ` ${SECRET} , old`, `${SECRET}\n`])(
    'is the first of those that the variable holds',
    async (secret) => {
      const dashboard = await startDashboard(pooledKeys(1))
      await using client = createKeysClient({ url: dashboard.url, secret })
      expect((await client.list()).keys).toHaveLength(1)
    },
  )
})
