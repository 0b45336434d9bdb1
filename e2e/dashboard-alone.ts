import { randomBytes } from 'node:crypto'
import { someOrigin } from '../packages/keys-router/test/open-doors'
import { openDatabase } from '../packages/keys-store/src'
import { storeOn, testKek } from '../packages/keys-store/test/store-on'
import { expect } from 'vitest'
import { freePort } from '../testbed/ports'
import { start, type Started } from './processes'

/** The built dashboard on a database that has its tables. */
export interface DashboardAlone extends Started {
  url: string
  /** An app's. */
  secret: string
  /** `null` where nobody answers. */
  readiness(): Promise<{ status: number; body: string } | null>
  /** Sends the signal that a supervisor sends, and resolves when it has been heard. */
  beginEnd(): Promise<{ code: Promise<number | null> }>
}

export const secret = `itqan-ma:${randomBytes(32).toString('base64url')}`

/** @param port Default: a free one. */
export async function startDashboard(options: {
  databaseUrl: string
  port?: number
}): Promise<DashboardAlone> {
  const port = options.port ?? (await freePort())
  const url = `http://127.0.0.1:${port}`
  const started = await start({
    folder: 'apps/dashboard',
    script: 'start',
    until: 'Ready in',
    env: {
      DASHBOARD_PORT: String(port),
      DASHBOARD_URL: url,
      DATABASE_URL: options.databaseUrl,
      INTERNAL_API_SECRET: secret,
      BETTER_AUTH_SECRET: secret,
      KEYS_ENCRYPTION_KEYS: testKek,
    },
  })
  async function readiness() {
    const response = await fetch(`${url}/api/health/ready`).catch(() => null)
    return response && { status: response.status, body: await response.text() }
  }
  await expect.poll(async () => (await readiness())?.status, { timeout: 60_000 }).toBe(200)
  return {
    ...started,
    url,
    secret,
    readiness,
    async beginEnd() {
      const code = started.end()
      // 503, and then nobody any more.
      await expect.poll(async () => (await readiness())?.status, { interval: 5 }).not.toBe(200)
      return { code }
    },
  }
}

/** Puts a key into the pool, as the dashboard seals it, and answers its id. */
export async function addKey(databaseUrl: string): Promise<string> {
  await using database = openDatabase({ url: databaseUrl })
  const key = { provider: 'gemini', name: 'one', key: `AIza${randomBytes(24).toString('hex')}` }
  const created = await storeOn(database).create(key, someOrigin)
  return created?.id ?? ''
}

export async function usesOf(databaseUrl: string, keyId: string): Promise<number> {
  await using database = openDatabase({ url: databaseUrl })
  const { usageCount } = await database.prisma.apiKey.findUniqueOrThrow({ where: { id: keyId } })
  return Number(usageCount)
}
