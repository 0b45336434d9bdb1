import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { KeysClient } from '../packages/keys-client/src'
import { pictureFile } from './browser'
import { startOperatorStack, type OperatorStack } from './operator-stack'
import { fillWithLife } from './fill-with-life'

let stack: OperatorStack
let browser: Browser | null
let page: Page
let app: KeysClient

beforeAll(async () => {
  stack = await startOperatorStack()
  page = stack.page
  browser = page.context().browser()
  app = await fillWithLife(stack)
})

afterAll(async () => {
  await app.close()
  await browser?.close()
  await stack.stop()
})

const paths = ['keys', 'why?provider=gemini', 'usage?by=key', 'apps', 'audit', 'people', 'account']
const looks = [
  { language: 'fr', theme: 'light', device: 'desktop', width: 1280, height: 900 },
  { language: 'en', theme: 'dark', device: 'desktop', width: 1280, height: 900 },
  { language: 'fr', theme: 'dark', device: 'phone', width: 390, height: 844 },
  { language: 'ar', theme: 'light', device: 'phone', width: 390, height: 844 },
  { language: 'ar', theme: 'dark', device: 'desktop', width: 1280, height: 900 },
]

// `npx -y pnpm@12 pictures` keeps them under docs/images.
it.each(paths)('/%s is the page that docs/images shows', async (path) => {
  const url = stack.stack.dashboard
  for (const { language, theme, device, width, height } of looks) {
    await page.context().addCookies([{ name: 'locale', value: language, url }])
    await page.setViewportSize({ width, height })
    await page.evaluate((name) => window.localStorage.setItem('theme', name), theme)
    await page.goto(`${url}/${path}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    // The live stream stays open: what else was asked for is there.
    await page.waitForLoadState('networkidle').catch(() => undefined)
    const name = path.replace(/\?.*/, '')
    await page.screenshot({
      path: pictureFile(`screens/${name}-${language}-${theme}-${device}.png`),
      animations: 'disabled',
    })
    expect(await page.locator('html').getAttribute('lang')).toBe(language)
  }
})
