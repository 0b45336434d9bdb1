import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { launchBrowser, openPage, signIn } from './browser'

const { dashboard } = inject('stack')

let browser: Browser
let page: Page

beforeAll(async () => {
  browser = await launchBrowser()
  page = await openPage(browser)
  await signIn(page)
})

afterAll(() => browser?.close())

/** As the server answers whoever has too many pages open. */
const refusal = {
  status: 429,
  contentType: 'application/json',
  headers: { 'Retry-After': '30' },
  body: '{"error":{"json":{"message":"x","code":-32029,"data":{"code":"TOO_MANY_REQUESTS"}}}}',
}

it('a page whose stream is refused says so, asks again every some seconds, and goes on when it may', async () => {
  let asked = 0
  await page.route('**/api/trpc/keys.live**', async (route) => {
    asked += 1
    await route.fulfill(refusal)
  })
  await page.goto(`${dashboard}/keys`)
  const status = page.getByRole('status').filter({ hasText: 'Connexion perdue' })
  await status.waitFor()
  const before = asked
  await page.waitForTimeout(10_000)
  // Each time after 2 to 4 s.
  expect(asked - before).toBeGreaterThanOrEqual(2)
  expect(asked - before).toBeLessThanOrEqual(5)
  expect(new URL(page.url()).pathname).toBe('/keys')
  await page.unroute('**/api/trpc/keys.live**')
  await page.getByRole('status').filter({ hasText: 'En direct' }).waitFor()
})
