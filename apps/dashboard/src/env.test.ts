import { describe, expect, it } from 'vitest'
import { EnvError, readEnv } from './env'

const secrets = {
  INTERNAL_API_SECRET: 'itqan-ma:0123456789abcdefghijklmnopqrstuv',
  BETTER_AUTH_SECRET: '0123456789abcdefghijklmnopqrstuv',
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
    ])
  })

  it('names what is missing together with what is wrong', () => {
    expect(problemsOf({ NODE_ENV: 'production', BETTER_AUTH_SECRET: 'short' })).toEqual([
      'DATABASE_URL is not set',
      'DASHBOARD_URL is not set',
      'INTERNAL_API_SECRET is not set',
      'BETTER_AUTH_SECRET needs at least 32 characters',
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
})
