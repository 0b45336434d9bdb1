import { execFile } from 'node:child_process'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'

const dashboard = `http://localhost:${process.env['DASHBOARD_PORT'] || 3001}`
const itqanMa = `http://localhost:${process.env['ITQAN_MA_PORT'] || 3000}`

const GIVE_UP_MS = 180_000

/**
 * Asked once before a person does: in development the first request compiles its route, and the
 * first brief would wait for the dashboard's longer than itqan-ma's patience.
 */
const routes = [
  `${dashboard}/sign-in`,
  `${dashboard}/set-up`,
  `${dashboard}/keys`,
  `${dashboard}/api/auth/get-session`,
  `${dashboard}/api/trpc/keys.list`,
  `${dashboard}/api/internal/trpc/list`,
  `${dashboard}/api/internal/api-keys`,
  itqanMa,
  `${itqanMa}/api/brief`,
]

/** Waits until both apps answer, and says where to click. */
async function main(): Promise<void> {
  await Promise.all(routes.map(answered))
  const link = await setUpLink()
  console.log(
    [
      '',
      '  Ready. Where to click:',
      link
        ? `    ${link}   dashboard: make the first administrator (once, within 24 hours)`
        : `    ${dashboard}   dashboard: sign in, keep the keys`,
      `    ${itqanMa}   itqan-ma: ask for a project brief`,
      '',
    ].join('\n'),
  )
}

const firstRun = path.resolve(import.meta.dirname, '../apps/dashboard/scripts/first-run.ts')

/** Until somebody can sign in, the first run says a new link each time: it ends where a person looks. */
async function setUpLink(): Promise<string | null> {
  const script = ['--import', 'tsx', firstRun, '--no-samples', '--no-port-check']
  const { stdout } = await promisify(execFile)(process.execPath, script)
  return /^\s*(\S+\/set-up#\S+)$/m.exec(stdout)?.[1] ?? null
}

/** Any answer but a failure of the server: most of these routes refuse a stranger. */
async function answered(url: string): Promise<void> {
  const giveUpAt = Date.now() + GIVE_UP_MS
  while (Date.now() < giveUpAt) {
    const response = await fetch(url).catch(() => null)
    await response?.body?.cancel()
    if (response && response.status < 500) return
    await delay(500)
  }
  throw new Error(`${url} did not answer within ${GIVE_UP_MS / 1000} s: see its own lines above`)
}

await main()
