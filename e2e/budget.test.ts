import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { launchBrowser, openPage, signIn } from './browser'

const { dashboard } = inject('stack')
const KILOBYTE = 1024

let browser: Browser

beforeAll(async () => {
  browser = await launchBrowser()
})

afterAll(() => browser.close())

it('loads at most 200 KB of compressed JavaScript with the keys page', async () => {
  const page = await openPage(browser)
  await signIn(page)
  await page.goto(`${dashboard}/keys`)
  await page.getByRole('button', { name: 'Ajouter une clé' }).first().waitFor()
  await page.waitForLoadState('networkidle').catch(() => undefined)
  // As they came over the wire; of one that the cache had, what it would have been.
  const sizes = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter((entry) => entry instanceof PerformanceResourceTiming)
      .filter(({ name }) => new URL(name).pathname.endsWith('.js'))
      .map(({ encodedBodySize }) => encodedBodySize),
  )
  expect(sizes.length).toBeGreaterThan(3)
  expect(Math.min(...sizes)).toBeGreaterThan(0)
  const total = sizes.reduce((sum, size) => sum + size, 0)
  process.stdout.write(
    `keys page: ${(total / KILOBYTE).toFixed(1)} KB of JavaScript in ${sizes.length} files\n`,
  )
  expect(total).toBeLessThanOrEqual(200 * KILOBYTE)
})
