import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { expect, inject, it, vi } from 'vitest'

const { dashboard, secret } = inject('stack')
const fixtures = new URL('../apps/dashboard/test/fixtures/guide/', import.meta.url)

interface GuideClient {
  getApiKey(provider: string): Promise<{ id: string; key: string; provider: string } | null>
  reportKeyUsage(keyId: string, success: boolean, error?: string): Promise<void>
}

const headers = { authorization: `Bearer ${secret}` }

async function listed(): Promise<{ id: string; usageCount: number; key: string }[]> {
  const response = await fetch(`${dashboard}/api/internal/api-keys?provider=gemini`, { headers })
  return (await response.json()) as { id: string; usageCount: number; key: string }[]
}

it("the guide's client, to the letter, works against the built dashboard", async () => {
  vi.stubEnv('DASHBOARD_INTERNAL_URL', dashboard)
  vi.stubEnv('INTERNAL_API_SECRET', secret)
  const guide = (await import(new URL('api-keys.ts', fixtures).href)) as GuideClient

  const key = await guide.getApiKey('gemini')
  const before = (await listed()).find(({ id }) => id === key?.id)
  expect(before).toBeDefined()
  await guide.reportKeyUsage(key?.id ?? '', true)

  const after = (await listed()).find(({ id }) => id === key?.id)
  expect(after?.usageCount).toBe((before?.usageCount ?? 0) + 1)
})

it("the guide's `curl | jq` finds the first active key", async () => {
  const script = await readFile(new URL('env-sync.sh', fixtures), 'utf8')
  // Up to the line that writes into itqan-ma's folder and restarts it.
  const fetching = script.slice(0, script.indexOf('# Update .env'))
  const { stdout } = await promisify(execFile)(
    'bash',
    ['-c', `${fetching}\nprintf %s "$GEMINI_KEY"`],
    {
      env: { PATH: process.env['PATH'], DASHBOARD_URL: dashboard, INTERNAL_API_SECRET: secret },
    },
  )
  expect(stdout).toBe((await listed())[0]?.key)
})
