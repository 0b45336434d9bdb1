import { setTimeout as delay } from 'node:timers/promises'

const dashboard = `http://localhost:${process.env['DASHBOARD_PORT'] || 3001}`
const itqanMa = `http://localhost:${process.env['ITQAN_MA_PORT'] || 3000}`

const GIVE_UP_MS = 180_000

/** Waits until both apps answer, which also compiles their first pages, and says where to click. */
async function main(): Promise<void> {
  await Promise.all([answered(`${dashboard}/sign-in`), answered(itqanMa)])
  console.log(
    [
      '',
      '  Ready. Where to click:',
      `    ${dashboard}   dashboard: sign in, keep the keys`,
      `    ${itqanMa}   itqan-ma: ask for a project brief`,
      '',
    ].join('\n'),
  )
}

async function answered(url: string): Promise<void> {
  const giveUpAt = Date.now() + GIVE_UP_MS
  while (Date.now() < giveUpAt) {
    const response = await fetch(url).catch(() => null)
    await response?.body?.cancel()
    if (response?.ok) return
    await delay(500)
  }
  throw new Error(`${url} did not answer within ${GIVE_UP_MS / 1000} s: see its own lines above`)
}

await main()
