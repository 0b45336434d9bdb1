import type { Browser, Page, Request } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { launchBrowser, openPage, signIn } from './browser'
import { createConsole } from './console'
import { forgetKeys, seedKeys } from './seed-keys'

const { dashboard, databaseUrl, secret } = inject('stack')
const few = { databaseUrl, provider: 'zz-table' }
const many = { databaseUrl, provider: 'zz-ten-thousand' }
const KEYS = 10_000

let browser: Browser
let page: Page

beforeAll(async () => {
  await forgetKeys(few)
  await forgetKeys(many)
  await seedKeys({ ...few, count: 120 })
  browser = await launchBrowser()
  page = await openPage(browser)
  page.setDefaultNavigationTimeout(60_000)
  await signIn(page)
})

afterAll(async () => {
  await browser.close()
  await forgetKeys(few)
  await forgetKeys(many)
})

const line = (name: string, on = page) =>
  on.getByRole('row').filter({ has: on.getByText(name, { exact: true }) })

async function look(search: string, on = page): Promise<void> {
  await on.goto(`${dashboard}/keys?${search}`)
  await on.getByRole('table').waitFor()
  // React listens from here on.
  await on.locator('#add-key:enabled').waitFor()
}

/** Counts how often the table's rows are asked for while something happens, and tells how long that took. */
async function pagesAskedWhile(job: () => Promise<void>): Promise<number> {
  let asked = 0
  const count = (request: Request) => {
    if (/keys\.(page|list)/.test(request.url())) asked += 1
  }
  page.on('request', count)
  const start = performance.now()
  await job()
  process.stdout.write(`seen live after ${(performance.now() - start).toFixed(0)} ms\n`)
  page.off('request', count)
  return asked
}

async function report(name: string, error: string): Promise<void> {
  const headers = { authorization: `Bearer ${secret}` }
  const keyId = (await createConsole(page, dashboard).keys()).find(
    (key) => key.provider === few.provider && key.name === name,
  )?.id
  const body = JSON.stringify({ keyId, success: false, error })
  const url = `${dashboard}/api/internal/api-keys`
  expect((await fetch(url, { method: 'POST', headers, body })).status).toBe(200)
}

const focused = (selector: string) =>
  page.evaluate((asked) => document.activeElement?.closest(asked)?.textContent ?? null, selector)

describe('what is looked for', () => {
  it('by text, state and provider, and its order stay in the address over a reload', async () => {
    await look(`provider=${few.provider}`)
    await page.getByRole('searchbox').fill('CLÉ 5')
    await page.getByRole('button', { name: /^Désactivée/ }).click()
    await page.getByRole('columnheader', { name: 'Utilisations' }).getByRole('button').click()
    await page.waitForURL(/sort=-uses/)
    for (const isReloaded of [false, true]) {
      if (isReloaded) await page.reload()
      await line('clé 50').waitFor()
      await page.getByText('1 sur 120 clés').waitFor()
      expect(await page.getByRole('searchbox').inputValue()).toBe('CLÉ 5')
      const status = page.getByRole('button', { name: /^Désactivée/ })
      expect(await status.getAttribute('aria-pressed')).toBe('true')
      const uses = page.getByRole('columnheader', { name: 'Utilisations' })
      expect(await uses.getAttribute('aria-sort')).toBe('descending')
    }
  })

  it('may be nothing, which is said, with the way back', async () => {
    await page.goto(`${dashboard}/keys?q=rien-de-tel`)
    await page.getByRole('heading', { name: 'Aucune clé ne correspond' }).waitFor()
    await page.getByRole('status').getByRole('button', { name: 'Effacer les filtres' }).click()
    await page.getByRole('table').waitFor()
    expect(new URL(page.url()).search).toBe('')
  })
})

describe('what changes elsewhere', () => {
  it('appears, and no row is asked for: an app’s report', async () => {
    await look(`provider=${few.provider}`)
    await line('clé 2').waitFor()
    const asked = await pagesAskedWhile(async () => {
      await report('clé 2', 'refused a moment ago')
      await line('clé 2').getByText('refused a moment ago').waitFor()
    })
    expect(asked).toBe(0)
  })

  it('and another person’s switch', async () => {
    const colleague = createConsole(await openSignedIn(), dashboard)
    const id = (await colleague.keys()).find(({ name, provider }) => {
      return provider === few.provider && name === 'clé 3'
    })?.id
    const asked = await pagesAskedWhile(async () => {
      await colleague.setActive(id ?? '', false)
      await line('clé 3').getByText('Désactivée').waitFor()
    })
    expect(asked).toBe(0)
    await colleague.setActive(id ?? '', true)
    await line('clé 3').getByText('Prête').waitFor()
  })

  it('a sign-out among it: the page is left', async () => {
    const mine = await openSignedIn()
    await look(`provider=${few.provider}`, mine)
    const other = await mine.context().newPage()
    await other.goto(`${dashboard}/keys`)
    await other.getByRole('button', { name: /Compte de/ }).click()
    await other.getByRole('menuitem', { name: 'Se déconnecter' }).click()
    await mine.waitForURL(/sign-in/)
  })
})

describe('by keyboard', () => {
  it('arrows, Home and End lead through one column, ever so far', async () => {
    await look(`provider=${few.provider}`)
    await page.getByRole('checkbox', { name: 'Sélectionner clé 1', exact: true }).focus()
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => focused('[role=row]'), { timeout: 10_000 }).toContain('clé 2')
    await page.keyboard.press('Space')
    await page.getByText('1 clé sélectionnée').waitFor()
    await page.keyboard.press('End')
    await expect.poll(() => focused('[role=row]'), { timeout: 10_000 }).toContain('clé 120')
    await page.keyboard.press('Home')
    await expect.poll(() => focused('[role=row]'), { timeout: 10_000 }).toContain('120 clés')
  })
})

describe('the boxes', () => {
  it('tick a range with the shift key, and all that were found', async () => {
    await look(`provider=${few.provider}`)
    const box = (name: string) =>
      page.getByRole('checkbox', { name: `Sélectionner ${name}`, exact: true })
    await box('clé 1').click()
    await box('clé 5').click({ modifiers: ['Shift'] })
    await page.getByText('5 clés sélectionnées').waitFor()
    await page.getByRole('checkbox', { name: /Sélectionner les 120 clés/ }).click()
    await page.getByText('120 clés sélectionnées').waitFor()
  })
})

describe('ten thousand keys', () => {
  it('are scrolled through to the last without strain', async () => {
    await seedKeys({ ...many, count: KEYS })
    const asked = performance.now()
    await look(`provider=${many.provider}`)
    await line('clé 1').waitFor()
    process.stdout.write(`10,000 keys: usable after ${(performance.now() - asked).toFixed(0)} ms\n`)
    expect(await page.getByRole('table').getAttribute('aria-rowcount')).toBe(String(KEYS + 2))
    await page.evaluate(() => {
      const tasks: number[] = []
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) tasks.push(duration)
      }).observe({ type: 'longtask' })
      Reflect.set(window, 'longTasks', tasks)
    })
    const scrolls = 60
    for (let scroll = 1; scroll <= scrolls; scroll += 1) {
      await page.evaluate(
        (share) => window.scrollTo(0, document.documentElement.scrollHeight * share),
        scroll / scrolls,
      )
      await page.waitForTimeout(16)
    }
    const last = line('clé 10000')
    await last.waitFor()
    expect(await last.getAttribute('aria-rowindex')).toBe(String(KEYS + 2))
    // The heading stays in sight.
    await page.getByText('10 000 clés').filter({ visible: true }).first().waitFor()
    const tasks = await page.evaluate(() => Reflect.get(window, 'longTasks') as number[])
    const longest = Math.max(0, ...tasks).toFixed(0)
    process.stdout.write(`scrolled: ${tasks.length} tasks over 50 ms, the longest ${longest} ms\n`)
    expect(await page.getByRole('row').count()).toBeLessThan(80)
  }, 120_000)
})

async function openSignedIn(): Promise<Page> {
  const opened = await openPage(browser)
  await signIn(opened)
  return opened
}
