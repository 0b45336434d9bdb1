import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { EnvError, readEnv } from './env'

const secrets = {
  INTERNAL_API_SECRET: 'itqan-ma:0123456789abcdefghijklmnopqrstuv',
  BETTER_AUTH_SECRET: '0123456789abcdefghijklmnopqrstuv',
  KEYS_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
}

function problemsOf(source: Record<string, string | undefined>): string[] {
  try {
    readEnv(source)
    return []
  } catch (error) {
    if (!(error instanceof EnvError)) throw error
    return error.message
      .split('\n')
      .slice(1)
      .map((line) => line.trim())
  }
}

describe('the environment of the dashboard', () => {
  it('needs two secrets in development, and nothing else', () => {
    expect(readEnv({ NODE_ENV: 'development', ...secrets })).toMatchObject({
      databaseUrl: 'postgresql://postgres:postgres@127.0.0.1:5439/postgres',
      dashboardUrl: 'http://localhost:3001',
      internalSecrets: [{ app: 'itqan-ma' }],
    })
  })

  it('names every problem at once', () => {
    expect(
      problemsOf({ NODE_ENV: 'production', DATABASE_URL: 'mysql://x', DASHBOARD_URL: 'ftp://x' }),
    ).toEqual([
      'DATABASE_URL must begin with postgresql://',
      'DASHBOARD_URL must be an http(s) address',
      'INTERNAL_API_SECRET is not set',
      'BETTER_AUTH_SECRET is not set',
      'KEYS_ENCRYPTION_KEYS is not set',
    ])
  })

  it('names what is missing together with what is wrong', () => {
    expect(problemsOf({ NODE_ENV: 'production', BETTER_AUTH_SECRET: 'short' })).toEqual([
      'DATABASE_URL is not set',
      'DASHBOARD_URL is not set',
      'INTERNAL_API_SECRET is not set',
      'BETTER_AUTH_SECRET needs at least 32 characters',
      'KEYS_ENCRYPTION_KEYS is not set',
    ])
  })

  it('asks the sandbox about keys in development, the providers themselves in production', () => {
    const inDevelopment = readEnv({ NODE_ENV: 'development', SANDBOX_PORT: '4002', ...secrets })
    expect(inDevelopment.providerUrls).toEqual({
      gemini: 'http://localhost:4002/gemini/v1beta',
      openai: 'http://localhost:4002/openai/v1',
      anthropic: 'http://localhost:4002/anthropic/v1',
      mistral: 'http://localhost:4002/mistral/v1',
    })
    const inProduction = readEnv({
      NODE_ENV: 'production',
      DATABASE_URL: 'postgresql://db/keys',
      DASHBOARD_URL: 'https://keys.example',
      MISTRAL_BASE_URL: 'https://mistral.proxy.example/v1',
      ...secrets,
    })
    expect(inProduction.providerUrls).toEqual({
      gemini: 'https://generativelanguage.googleapis.com/v1beta',
      openai: 'https://api.openai.com/v1',
      anthropic: 'https://api.anthropic.com/v1',
      mistral: 'https://mistral.proxy.example/v1',
    })
  })

  it('refuses an address of a provider that is none', () => {
    const wrong = { OPENAI_BASE_URL: 'file:///etc/passwd', GEMINI_BASE_URL: 'nowhere' }
    expect(problemsOf({ NODE_ENV: 'development', ...secrets, ...wrong })).toEqual([
      'GEMINI_BASE_URL must be an http(s) address',
      'OPENAI_BASE_URL must be an http(s) address',
    ])
  })

  it('needs a database and an address in production', () => {
    expect(problemsOf({ NODE_ENV: 'production', ...secrets })).toEqual([
      'DATABASE_URL is not set',
      'DASHBOARD_URL is not set',
    ])
  })

  it.each([
    ['of 32 characters', 'x1234567890123456789012345678901', 0],
    ['of 31 characters behind a name', 'app:123456789012345678901234567890a', 1],
  ])('takes or refuses a secret %s', (_name, value, problems) => {
    expect(problemsOf({ ...secrets, INTERNAL_API_SECRET: value })).toHaveLength(problems)
  })

  it('takes an empty variable for none, and never repeats a value', () => {
    expect(problemsOf({ ...secrets, INTERNAL_API_SECRET: ' ' })).toEqual([
      'INTERNAL_API_SECRET is not set',
    ])
    expect(problemsOf({ ...secrets, INTERNAL_API_SECRET: 'hunter2' }).join()).not.toContain(
      'hunter2',
    )
  })

  it('takes a keyring: the first key encrypts, all decrypt', () => {
    const older = secrets.KEYS_ENCRYPTION_KEYS
    const newer = `k2:${randomBytes(32).toString('base64')}`
    const { keyring } = readEnv({ ...secrets, KEYS_ENCRYPTION_KEYS: `${newer},${older}` })
    expect(keyring.ids).toEqual(['k2', 'k1'])
  })

  it('lists every problem of the keyring by its place', () => {
    const short = Buffer.from('canary').toString('base64')
    expect(
      problemsOf({ ...secrets, KEYS_ENCRYPTION_KEYS: `K1:${short},k2:${short},canary` }),
    ).toEqual([
      'KEYS_ENCRYPTION_KEYS key 1 has an id that is not 1 to 32 lower case letters, digits or hyphens',
      'KEYS_ENCRYPTION_KEYS key 2 has 6 bytes; exactly 32 are needed',
      'KEYS_ENCRYPTION_KEYS key 3 has no id: write id:base64',
    ])
  })

  it('reads what may be left out', () => {
    expect(readEnv(secrets)).toMatchObject({
      auditSink: undefined,
      rateLimit: { points: 20_000, seconds: 10 },
      redisUrl: undefined,
      trustedProxyHops: 0,
    })
    const given = {
      AUDIT_SINK: 'file:/var/log/keys/audit.ndjson',
      RATE_LIMIT: '100/5',
      REDIS_URL: 'redis://localhost:6379',
      TRUSTED_PROXY_HOPS: '2',
    }
    expect(readEnv({ ...secrets, ...given })).toMatchObject({
      auditSink: given.AUDIT_SINK,
      rateLimit: { points: 100, seconds: 5 },
      redisUrl: given.REDIS_URL,
      trustedProxyHops: 2,
    })
  })

  it.each([
    ['AUDIT_SINK', 'file:audit.ndjson', 'must be stdout or file:/absolute/path'],
    ['INTERNAL_LISTEN', '3005', 'must be host:port, such as 127.0.0.1:3005 or [::1]:3005'],
    ['INTERNAL_LISTEN', '::1:3005', 'must be host:port, such as 127.0.0.1:3005 or [::1]:3005'],
    ['RATE_LIMIT', '100', 'must be points/seconds, at least 10 points, such as 20000/10'],
    ['RATE_LIMIT', '9/5', 'must be points/seconds, at least 10 points, such as 20000/10'],
    ['REDIS_URL', 'http://localhost', 'must begin with redis:// or rediss://'],
    ['TRUSTED_PROXY_HOPS', '-1', 'must be a count of proxies, 0 to 10'],
    ['TRUSTED_PROXY_HOPS', '1.5', 'must be a count of proxies, 0 to 10'],
    ['TRUSTED_PROXY_HOPS', 'yes', 'must be a count of proxies, 0 to 10'],
  ])('refuses %s=%s', (name, value, problem) => {
    expect(problemsOf({ ...secrets, [name]: value })).toEqual([`${name} ${problem}`])
  })
})
