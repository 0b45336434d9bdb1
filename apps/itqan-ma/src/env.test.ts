import { fullScope } from '@itqan/keys-contract'
import { describe, expect, it } from 'vitest'
import { parseEnv, secretsOf } from './env'

const secret = 'k7Qz-4mPw-9sLd-2xTb-8vRn-5cHj-1fGy'
const other = 'z1Xc-2vBn-3mAs-4dFg-5hJk-6lQw-7eRt'

describe('the environment', () => {
  it('needs only the secret in development', () => {
    expect(parseEnv({ INTERNAL_API_SECRET: secret })).toEqual({
      keysFrom: { from: 'dashboard', url: 'http://localhost:3001', secret, allowHttp: false },
      gemini: { baseUrl: 'http://localhost:3002/v1beta', model: 'gemini-2.5-flash' },
      logLevel: 'info',
      telemetry: null,
    })
  })

  it('follows the ports of the other processes, and takes an empty value for none', () => {
    const env = parseEnv({
      INTERNAL_API_SECRET: secret,
      DASHBOARD_PORT: '4001',
      SANDBOX_PORT: '4002',
      GEMINI_BASE_URL: '',
    })
    expect(env.keysFrom).toMatchObject({ url: 'http://localhost:4001' })
    expect(env.gemini.baseUrl).toBe('http://localhost:4002/v1beta')
  })

  it('lets the secret go in clear only where that is said', () => {
    const given = { INTERNAL_API_SECRET: secret, INTERNAL_ALLOW_HTTP: 'yes' }
    expect(parseEnv(given).keysFrom).toMatchObject({ allowHttp: true })
    const unclear = { ...given, INTERNAL_ALLOW_HTTP: 'true' }
    expect(() => parseEnv(unclear)).toThrow('INTERNAL_ALLOW_HTTP must be yes or no')
  })

  it('sends the first of several secrets, with its name', () => {
    const env = parseEnv({ INTERNAL_API_SECRET: ` itqan-ma:${secret} , ${other}` })
    expect(env.keysFrom).toMatchObject({ secret: `itqan-ma:${secret}` })
  })

  it('talks to Google in production, and guesses no dashboard there', () => {
    const production = { NODE_ENV: 'production', INTERNAL_API_SECRET: secret }
    expect(() => parseEnv(production)).toThrow('DASHBOARD_INTERNAL_URL is not set')
    const env = parseEnv({ ...production, DASHBOARD_INTERNAL_URL: 'https://keys.itqan.ma' })
    expect(env.gemini.baseUrl).toBe('https://generativelanguage.googleapis.com/v1beta')
  })

  it('lists every problem at once and prints no value', () => {
    const read = () =>
      parseEnv({
        NODE_ENV: 'production',
        DASHBOARD_INTERNAL_URL: 'ftp://canary-host',
        INTERNAL_API_SECRET: 'canary-short',
        GEMINI_BASE_URL: 'canary url',
      })
    expect(read).toThrow(
      /DASHBOARD_INTERNAL_URL must.*\n.*INTERNAL_API_SECRET secret 1 has 12.*\n.*GEMINI_BASE_URL must/,
    )
    expect(read).not.toThrow(/canary/)
  })

  it('takes the keys from the database, the embedded one where none is named', () => {
    const shared = {
      KEYS_SOURCE: 'database',
      INTERNAL_API_SECRET: `itqan-ma:${secret},${other}`,
      KEYS_ENCRYPTION_KEYS: 'k1:as-the-dashboard-has-it',
    }
    expect(parseEnv(shared).keysFrom).toEqual({
      from: 'database',
      databaseUrl: null,
      databasePort: 5439,
      encryptionKeys: 'k1:as-the-dashboard-has-it',
      secret: `itqan-ma:${secret}`,
      secrets: [
        { app: 'itqan-ma', secret, scope: fullScope },
        { app: null, secret: other, scope: fullScope },
      ],
    })
    const databaseUrl = 'postgresql://itqan@db.example/keys'
    expect(parseEnv({ ...shared, DATABASE_URL: databaseUrl }).keysFrom).toMatchObject({
      databaseUrl,
    })
    expect(() => parseEnv({ ...shared, NODE_ENV: 'production' })).toThrow('DATABASE_URL is not set')
    expect(() => parseEnv({ ...shared, KEYS_ENCRYPTION_KEYS: '' })).toThrow(
      'KEYS_ENCRYPTION_KEYS is not set',
    )
    expect(() => parseEnv({ ...shared, DATABASE_URL: 'mysql://canary' })).toThrow(
      /DATABASE_URL must begin with postgresql:\/\/$/,
    )
  })

  it('takes a key of its own, and then needs no dashboard', () => {
    const own = { KEYS_SOURCE: 'env', NODE_ENV: 'production' }
    expect(parseEnv({ ...own, GEMINI_API_KEY: ' AIzaOwn-key ' }).keysFrom).toEqual({
      from: 'env',
      keys: { gemini: 'AIzaOwn-key' },
    })
    expect(() => parseEnv(own)).toThrow(
      /environment is incomplete:\n {2}- GEMINI_API_KEY is not set$/,
    )
    expect(() => parseEnv({ ...own, GEMINI_API_KEY: 'null' })).toThrow(
      'GEMINI_API_KEY must be one key',
    )
  })

  it('names the three ways where a fourth was asked for', () => {
    expect(() => parseEnv({ KEYS_SOURCE: 'canary', INTERNAL_API_SECRET: secret })).toThrow(
      'KEYS_SOURCE must be dashboard, database or env',
    )
  })

  it('switches telemetry on by OpenTelemetry’s own variables, and names those that are wrong', () => {
    const on = parseEnv({
      INTERNAL_API_SECRET: secret,
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318',
    })
    expect(on.telemetry).toMatchObject({ isTracing: true, isPushingMetrics: true })
    expect(() =>
      parseEnv({ INTERNAL_API_SECRET: secret, OTEL_TRACES_EXPORTER: 'x', LOG_LEVEL: 'loud' }),
    ).toThrow(/LOG_LEVEL must be[^]*OTEL_TRACES_EXPORTER must be/)
  })

  it('knows what no text may hold: each secret that is sent, without its name, too', () => {
    const env = parseEnv({ INTERNAL_API_SECRET: `itqan-ma:${secret}` })
    expect(secretsOf(env)).toEqual([`itqan-ma:${secret}`, secret])
  })
})
