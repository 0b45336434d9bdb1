import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { seriousViolations } from './axe'
import { launchBrowser, openPage, signIn } from './browser'

const { dashboard } = inject('stack')

let browser: Browser
let page: Page

beforeAll(async () => {
  browser = await launchBrowser()
  page = await openPage(browser)
  await signIn(page)
})

afterAll(() => browser.close())

const paths = ['/keys', '/why', '/usage', '/apps', '/audit', '/people', '/account', '/nowhere']
const languages = ['fr', 'en', 'ar'] as const
const looks = [
  { theme: 'light', width: 1280 },
  { theme: 'dark', width: 390 },
] as const

async function show(path: string, look: { theme: string; width: number }): Promise<void> {
  await page.setViewportSize({ width: look.width, height: 860 })
  await page.evaluate((theme) => window.localStorage.setItem('theme', theme), look.theme)
  await page.goto(dashboard + path)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.waitForLoadState('networkidle').catch(() => undefined)
}

const speak = (locale: string) =>
  page.context().addCookies([{ name: 'locale', value: locale, url: dashboard }])

describe.each(languages)('in %s', (language) => {
  beforeAll(() => speak(language))

  it.each(paths)('%s keeps nobody out, and is no wider than its window', async (path) => {
    for (const look of looks) {
      await show(path, look)
      expect(await page.locator('html').getAttribute('lang')).toBe(language)
      expect(await page.locator('html').getAttribute('dir')).toBe(language === 'ar' ? 'rtl' : 'ltr')
      expect({ look, violations: await seriousViolations(page) }).toEqual({ look, violations: [] })
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect({ look, overflow }).toEqual({ look, overflow: 0 })
    }
  })
})

describe('the dialogs', () => {
  beforeAll(() => speak('en'))

  it.each([
    ['/keys', 'Add a key'],
    ['/keys', 'Import'],
    ['/apps', 'Add an app'],
    ['/people', 'Invite somebody'],
    ['/account', 'Turn on'],
    ['/account', 'Add a passkey'],
  ])('of %s, “%s”, keep nobody out and give the focus back', async (path, name) => {
    for (const look of looks) {
      await show(path, look)
      const button = page.getByRole('button', { name, exact: true }).first()
      await button.focus()
      await page.keyboard.press('Enter')
      await page.getByRole('dialog').waitFor()
      expect({ look, violations: await seriousViolations(page) }).toEqual({ look, violations: [] })
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      await expect.poll(() => button.evaluate((one) => one === document.activeElement)).toBe(true)
    }
  })
})

describe('the keyboard', () => {
  beforeAll(() => speak('en'))

  it('opens the palette, finds a page and goes there', async () => {
    await show('/keys', looks[0])
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').getByRole('combobox').fill('usa')
    expect(await seriousViolations(page)).toEqual([])
    await page.keyboard.press('Enter')
    await page.waitForURL(`${dashboard}/usage`)
  })

  it('goes from page to page, and says how', async () => {
    await show('/usage', looks[0])
    await page.keyboard.press('g')
    await page.keyboard.press('a')
    await page.waitForURL(`${dashboard}/apps`)
    await page.keyboard.press('Shift+?')
    const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
    await help.waitFor()
    expect(await seriousViolations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await help.waitFor({ state: 'detached' })
  })

  it('finds a key by its name in the palette', async () => {
    await show('/usage', looks[0])
    await page.getByRole('button', { name: 'Search and command' }).click()
    await page.getByRole('dialog').getByRole('combobox').fill('sable')
    await page
      .getByRole('option', { name: /Gemini/ })
      .first()
      .click()
    await page.waitForURL(/\/keys\?q=/)
  })
})
