import type { IncomingMessage } from 'node:http'
import { describe, expect, it, onTestFinished } from 'vitest'
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

describe('http://', () => {
  const beyond = [
    'http://dashboard.example',
    'http://10.0.0.7:3001',
    'http://192.168.1.7',
    'http://0.0.0.0:3001',
    'http://dashboard.local',
    'http://localhost.dashboard.example',
    'http://127.0.0.1.dashboard.example',
    'http://[::ffff:7f00:1]',
    'http://[fd00::1]',
  ]

  it.each(beyond)('%s is refused: the secret would go in clear over a network', (url) => {
    const error = refusalOf({ url, secret: SECRET })
    expect(error).toMatchObject({ code: 'rejected', isRetryable: false })
    expect(error.message).toMatch(/^DASHBOARD_INTERNAL_URL .* must begin with https:\/\//)
    expect(error.message).toContain('`allowHttp`')
  })

  it.each(['http://localhost:1', 'HTTP://LOCALHOST:1', 'http://127.1:1', 'http://[::1]:1'])(
    '%s stays on this machine',
    async (url) => {
      await createKeysClient({ url, secret: SECRET }).close({ timeoutMs: 0 })
    },
  )

  it('goes beyond it as an explicit exception, of which the process warns', async () => {
    const warnings: (Error & { code?: string })[] = []
    const listen = (warning: Error) => void warnings.push(warning)
    process.on('warning', listen)
    onTestFinished(() => void process.off('warning', listen))
    for (const url of ['http://dashboard.invalid:3001', 'http://127.0.0.1:1']) {
      await createKeysClient({ url, secret: SECRET, allowHttp: true }).close({ timeoutMs: 0 })
    }
    await new Promise((resolve) => setImmediate(resolve))
    const told = warnings.filter(({ code }) => code === 'KEYS_IN_CLEAR')
    expect(told.map(({ message }) => message)).toEqual([
      'A keys client sends its secret to dashboard.invalid:3001 in clear: allowHttp is set',
    ])
  })
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
