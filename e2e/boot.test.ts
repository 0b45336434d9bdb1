import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { freePort } from '../testbed/ports'
import { runToEnd } from './processes'

const SECRET = '0123456789abcdefghijklmnopqrstuv'

async function startDashboard(env: Record<string, string>) {
  return runToEnd({
    folder: 'apps/dashboard',
    script: 'start',
    env: {
      DASHBOARD_PORT: String(await freePort()),
      DASHBOARD_URL: 'http://localhost:3001',
      DATABASE_URL: 'postgresql://postgres@127.0.0.1:1/none',
      INTERNAL_API_SECRET: SECRET,
      BETTER_AUTH_SECRET: SECRET,
      KEYS_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
      ...env,
    },
  })
}

describe('the built dashboard does not start', () => {
  it.each([
    ['an empty secret', ' ', 'INTERNAL_API_SECRET is not set'],
    [
      'a secret of 31 characters',
      SECRET.slice(1),
      'INTERNAL_API_SECRET secret 1 has 31 characters',
    ],
    [
      'a short second secret',
      `${SECRET},hunter2hunter2`,
      'INTERNAL_API_SECRET secret 2 has 14 characters',
    ],
    ['an example', `change-me-${SECRET}`, 'INTERNAL_API_SECRET secret 1 is an example'],
    [
      'a restriction that is none',
      `app/report-only:${SECRET}`,
      'INTERNAL_API_SECRET secret 1 has no such restriction',
    ],
    ['the word undefined', 'undefined', 'INTERNAL_API_SECRET secret 1 has 9 characters'],
  ])('with %s', async (_name, secret, problem) => {
    const { code, printed } = await startDashboard({ INTERNAL_API_SECRET: secret })
    expect(code).toBe(1)
    expect(printed).toContain(problem)
    expect(printed).not.toContain('hunter2')
  })

  it('and names everything that is wrong at once', async () => {
    const { code, printed } = await startDashboard({
      DATABASE_URL: 'mysql://x',
      BETTER_AUTH_SECRET: 'x',
      KEYS_ENCRYPTION_KEYS: 'k1:hunter2',
    })
    expect(code).toBe(1)
    expect(printed).toContain('DATABASE_URL must begin with postgresql://')
    expect(printed).toContain('BETTER_AUTH_SECRET needs at least 32 characters')
    expect(printed).toContain('KEYS_ENCRYPTION_KEYS key 1 is no base64')
    expect(printed).not.toContain('hunter2')
  })
})
