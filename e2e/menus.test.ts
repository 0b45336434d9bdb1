import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { seriousViolations } from './axe'
import { launchBrowser, openPage, signIn } from './browser'

const { dashboard } = inject('stack')
/** What Radix tells its layers: only code that draws menus, popovers and dialogs has it. */
const marker = 'dismissableLayer.update'
const patiently = { timeout: 10_000 }

let browser: Browser
let page: Page

beforeAll(async () => {
  browser = await launchBrowser()
  page = await openPage(browser)
  await signIn(page)
})

afterAll(() => browser.close())

const theme = () => page.getByRole('button', { name: 'Thème' })
const focused = () => page.evaluate(() => document.activeElement?.textContent)
const isThemeFocused = () => theme().evaluate((button) => button === document.activeElement)

/** How many scripts the page has asked for, and how many of them draw menus. */
const scripts = () =>
  page.evaluate(async (text) => {
    const names = performance.getEntriesByType('resource').map(({ name }) => name)
    const urls = [...new Set(names.filter((name) => /_next\/static\/.*\.js/.test(name)))]
    const codes = await Promise.all(urls.map(async (url) => (await fetch(url)).text()))
    return { all: codes.length, ofMenus: codes.filter((code) => code.includes(text)).length }
  }, marker)

async function show(): Promise<void> {
  await page.mouse.move(0, 0)
  await page.goto(`${dashboard}/keys`)
  await page.locator('#add-key:enabled').waitFor()
}

async function close(): Promise<void> {
  await page.keyboard.press('Escape')
  await page.getByRole('menu').waitFor({ state: 'detached' })
  await expect.poll(isThemeFocused, patiently).toBe(true)
}

describe('the code of menus', () => {
  it('is not on the page before a button of one is pointed at', async () => {
    await show()
    // As long as a page could take that fetches ahead of what is asked for.
    await page.waitForTimeout(2_000)
    const { all, ofMenus } = await scripts()
    expect(all).toBeGreaterThan(5)
    expect(ofMenus).toBe(0)
    await theme().hover()
    await expect.poll(async () => (await scripts()).ofMenus, patiently).toBeGreaterThan(0)
    expect(await page.getByRole('menu').count()).toBe(0)
  })

  it('may be slow to come: the click before it opens the menu all the same', async () => {
    await show()
    await page.route(/\/_next\/static\//, async (route) => {
      await page.waitForTimeout(300)
      await route.continue()
    })
    await theme().click()
    await page.getByRole('menu', { name: 'Thème' }).waitFor()
    await page.unroute(/\/_next\/static\//)
    expect(await seriousViolations(page)).toEqual([])
    await close()
  })

  it.each(['Enter', 'Space', 'ArrowDown'])(
    'that %s opens has its first item chosen',
    async (key) => {
      await show()
      for (const press of ['the first', 'the second']) {
        await theme().focus()
        await page.keyboard.press(key)
        await expect.poll(focused, { ...patiently, message: press }).toBe('Clair')
        await page.keyboard.press('ArrowDown')
        await expect.poll(focused, { ...patiently, message: press }).toBe('Sombre')
        await close()
      }
    },
  )
})
