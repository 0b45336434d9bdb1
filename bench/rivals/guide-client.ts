/** The guide's itqan-ma side, to the letter: `apps/dashboard/test/fixtures/guide/api-keys.ts`. */
export interface GuideClient {
  getApiKey(provider: string): Promise<{ id: string; provider: string; key: string } | null>
  reportKeyUsage(keyId: string, success: boolean, error?: string): Promise<void>
}

/** How long it keeps what it was told, in milliseconds. */
export const GUIDE_TTL_MS = 60_000

const file = new URL('../../apps/dashboard/test/fixtures/guide/api-keys.ts', import.meta.url)
let opened = 0

/** Loads the module anew: its cache and its settings are the module's own, read once. */
export async function openGuideClient(at: { url: string; secret: string }): Promise<GuideClient> {
  const { DASHBOARD_INTERNAL_URL, INTERNAL_API_SECRET } = process.env
  process.env['DASHBOARD_INTERNAL_URL'] = at.url
  process.env['INTERNAL_API_SECRET'] = at.secret
  opened += 1
  try {
    return (await import(`${file.href}?opened=${opened}`)) as GuideClient
  } finally {
    put('DASHBOARD_INTERNAL_URL', DASHBOARD_INTERNAL_URL)
    put('INTERNAL_API_SECRET', INTERNAL_API_SECRET)
  }
}

function put(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name]
  else process.env[name] = value
}

/** Runs what reads the time before its first wait, as if it were so much later. */
export function runLater<T>(ms: number, run: () => T): T {
  const { now } = Date
  Date.now = () => now() + ms
  try {
    return run()
  } finally {
    Date.now = now
  }
}
