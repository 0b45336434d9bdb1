import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { launchBrowser, openPage, signIn } from './browser'
import { createConsole } from './console'

const { dashboard, secret } = inject('stack')

const PROVIDER = 'zz-audit'
const NAME = `Clé du journal ${Date.now()}`

let browser: Browser
let page: Page
let keyId: string

const entries = () => page.getByRole('list', { name: 'Entrées du journal' }).getByRole('listitem')
const entry = (text: string | RegExp) => entries().filter({ hasText: text })

beforeAll(async () => {
  browser = await launchBrowser()
  page = await openPage(browser)
  await signIn(page)
  const keys = createConsole(page, dashboard)
  const key = `zz-${'a'.repeat(30)}${Date.now()}`
  keyId = await keys.create({ provider: PROVIDER, name: NAME, key })
  const url = `${dashboard}/api/internal/api-keys?provider=${PROVIDER}`
  const headers = { authorization: `Bearer ${secret}`, 'x-request-id': `audit-${keyId}` }
  await (await fetch(url, { headers })).text()
  await keys.setActive(keyId, false)
})

afterAll(() => browser.close())

describe('the audit page', () => {
  it('tells in sentences who added, read and switched off a key', async () => {
    await page.goto(`${dashboard}/audit?key=${keyId}`)
    await entry(`a désactivé «\u202f${NAME}\u202f»`).waitFor()
    await entry(`itqan-ma a lu «\u202f${NAME}\u202f»`).waitFor()
    await entry(`a ajouté «\u202f${NAME}\u202f»`).waitFor()
    expect(await entries().count()).toBe(3)
  })

  it('says that there is something new, without moving what is read', async () => {
    const first = await entries().first().innerText()
    await createConsole(page, dashboard).remove(keyId)
    const news = page.getByRole('button', { name: /1 nouvelle entrée/ })
    await news.waitFor({ timeout: 15_000 })
    expect((await entries().first().innerText()).split('\n')[0]).toBe(first.split('\n')[0])
    await news.click()
    await entry('a supprimé').waitFor()
    expect(await entries().count()).toBe(4)
  })

  it('shows everything that was written down of one entry, by keyboard', async () => {
    const read = entry('itqan-ma a lu')
    await read.getByRole('button').first().focus()
    await page.keyboard.press('Enter')
    await read.getByText(`audit-${keyId}`).waitFor()
    await read.getByText(keyId, { exact: true }).waitFor()
    expect(await read.getByText(/^[0-9a-f]{64}$/).count()).toBe(2)
  })

  it('narrows by what people ask most, and keeps that in the address', async () => {
    await page.getByRole('button', { name: 'Qui a lu des clés' }).click()
    await entry('a désactivé').waitFor({ state: 'detached' })
    await entry('itqan-ma a lu').waitFor()
    expect(await entries().count()).toBe(1)
    expect(new URL(page.url()).searchParams.get('action')).toBe('keys.list,key.reveal')
    await page.reload()
    await entry('itqan-ma a lu').waitFor()
    expect(await entries().count()).toBe(1)
    await page.getByLabel('Qui', { exact: true }).fill('personne-de-tel')
    await page.getByText('Aucune entrée ne répond à ces filtres').waitFor()
    await page.getByRole('button', { name: 'Tout effacer' }).click()
    await page.getByText('Aucune entrée ne répond à ces filtres').waitFor({ state: 'detached' })
    await expect.poll(() => new URL(page.url()).search).toBe('')
  })

  it('exports what the filter shows, one line an entry, under the same numbers', async () => {
    await page.goto(`${dashboard}/audit?key=${keyId}`)
    await entry('a supprimé').waitFor()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Exporter (NDJSON)' }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/^audit-[\d-]+\.ndjson$/)
    const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\n')
    const read = lines.map((line) => JSON.parse(line) as { action: string; keyIds: string[] })
    expect(read.map(({ action }) => action)).toEqual([
      'key.create',
      'keys.list',
      'key.setActive',
      'key.remove',
    ])
    expect(read.every(({ keyIds }) => keyIds.includes(keyId))).toBe(true)
    await page.goto(`${dashboard}/audit?action=audit.export`)
    await entry('a exporté le journal').first().waitFor()
  })

  it('verifies the whole chain on request, and says that it holds', async () => {
    await page.goto(`${dashboard}/audit`)
    const state = page.getByRole('region', { name: 'État du journal' })
    const verified = () => state.getByText(/^n° [\d\s]+ à [\d\s]+, par /).textContent()
    await state.getByRole('button', { name: 'Vérifier maintenant' }).click()
    await state.getByText('Intact').waitFor({ timeout: 30_000 })
    await expect.poll(verified, { timeout: 30_000 }).toMatch(/^n° 1 à/)
    expect(await page.getByText('Le journal n’est pas intact').count()).toBe(0)
  })

  it('fits a phone, from right to left', async () => {
    await page.setViewportSize({ width: 390, height: 800 })
    await page
      .getByRole('button', { name: 'العربية' })
      .or(page.getByLabel('العربية'))
      .first()
      .click()
    await page.getByRole('heading', { name: 'السجل' }).waitFor()
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect([await page.locator('html').getAttribute('dir'), overflow]).toEqual(['rtl', 0])
    await page
      .getByRole('button', { name: 'Français' })
      .or(page.getByLabel('Français'))
      .first()
      .click()
    await page.getByRole('heading', { name: 'Journal' }).waitFor()
  })
})
