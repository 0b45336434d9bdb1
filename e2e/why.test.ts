import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createKeysClient } from '../packages/keys-client/src'
import { launchBrowser, openPage, signIn } from './browser'
import { type Console, createConsole } from './console'

const { dashboard, secret } = inject('stack')
const provider = 'zz-why-e2e'
const model = 'why-model-1'

let browser: Browser
let page: Page
let admin: Console
const ids = new Map<string, string>()

beforeAll(async () => {
  browser = await launchBrowser()
  page = await openPage(browser)
  await signIn(page)
  admin = createConsole(page, dashboard)
  for (const name of ['Prête', 'Limitée', 'Écartée']) {
    const key = `why-${randomUUID()}`
    ids.set(name, await admin.create({ provider, name, key }))
  }
  await admin.setActive(idOf('Écartée'), false)
  await reportLimit('Limitée')
})

afterAll(async () => {
  for (const id of ids.values()) await admin.remove(id).catch(() => undefined)
  await browser.close()
})

function idOf(name: string): string {
  return ids.get(name) ?? ''
}

/** What an app tells when a provider's answer limits a key for a model. */
async function reportLimit(name: string): Promise<void> {
  await using client = createKeysClient({ url: dashboard, secret, watch: false })
  const now = Date.now()
  await client.report({
    batchId: randomUUID(),
    entries: [
      {
        keyId: idOf(name),
        model,
        outcome: 'rate_limit',
        count: 1,
        lastUsedAt: new Date(now),
        lastError: 'Quota exceeded for this minute',
        until: new Date(now + 30 * 60_000),
      },
    ],
  })
}

const section = (title: RegExp) => page.getByRole('region', { name: title })
const ready = () => section(/Prêtes/)
const resting = () => section(/Au repos/)
const off = () => section(/Désactivées/)
const item = (name: string) => page.getByRole('listitem').filter({ hasText: name })

describe('the page that says why a key is taken', () => {
  it('names the key that is taken first, the one that rests and the one that is off', async () => {
    await page.goto(`${dashboard}/why?provider=${provider}&model=${model}`)
    await ready().getByText('Prête', { exact: true }).waitFor()
    await ready().getByText('Seule clé prête.').waitFor()
    const limited = resting().getByRole('listitem').filter({ hasText: 'Limitée' })
    await limited.getByText(/limite atteinte, pour cette clé et ce modèle/).waitFor()
    await limited.getByText(/Rapporté par .?itqan-ma/).waitFor()
    await off().getByText('Désactivée par une personne.').waitFor()
  })

  it('counts down, second by second', async () => {
    const words = () =>
      item('Limitée')
        .getByText(/Au repos jusqu’à/)
        .textContent()
    const before = await words()
    expect(before).toMatch(/\(\d+\smin(\s\d+\ss)?\)/)
    await expect.poll(words, { timeout: 15_000 }).not.toBe(before)
  })

  it('says what the provider answered, on a click', async () => {
    await item('Limitée').getByText('Réponse du fournisseur').click()
    await item('Limitée').getByText('Quota exceeded for this minute').waitFor()
  })

  it('is another order for another model, which the address remembers', async () => {
    await page.getByLabel('Modèle').fill('another-model')
    await page.keyboard.press('Enter')
    await ready().getByText('Limitée', { exact: true }).waitFor()
    expect(new URL(page.url()).searchParams.get('model')).toBe('another-model')
    await page.getByLabel('Modèle').fill(model)
    await resting().getByText('Limitée', { exact: true }).waitFor()
  })

  it('refuses what is no model, and says so', async () => {
    await page.getByLabel('Modèle').fill('deux mots')
    await page.keyboard.press('Enter')
    await page.getByText(/Un nom de modèle sans espace/).waitFor()
    await page.getByLabel('Modèle').fill(model)
    await resting().waitFor()
  })

  it('shows what changes elsewhere, without a reload', async () => {
    await admin.setActive(idOf('Écartée'), true)
    await ready().getByText('Écartée', { exact: true }).waitFor({ timeout: 15_000 })
    await ready()
      .getByText(/À égalité avec une autre clé/)
      .first()
      .waitFor()
    await admin.setActive(idOf('Écartée'), false)
    await off().getByText('Écartée', { exact: true }).waitFor({ timeout: 15_000 })
  })

  it('clears a rest: the key is back in the order, after one that has no recent error', async () => {
    await page.getByRole('button', { name: 'Lever le repos de Limitée' }).click()
    await page.getByText(/Repos de «\sLimitée\s» levé/).waitFor()
    await ready().getByText('Limitée', { exact: true }).waitFor()
    await ready()
      .getByText(/plus d’erreurs récentes que la précédente \(1 contre 0\)/)
      .waitFor()
    expect(await resting().count()).toBe(0)
    const names = await ready().getByRole('heading', { level: 3 }).allTextContents()
    expect(names).toEqual(['Prête', 'Limitée'])
    const focused = await page.evaluate(() => document.activeElement?.textContent)
    expect(focused).toContain('Limitée')
  })

  it('says so when the provider has no key any more', async () => {
    for (const [name, id] of ids) {
      await admin.remove(id)
      ids.delete(name)
    }
    await page.getByText('Ce fournisseur n’a aucune clé').waitFor({ timeout: 15_000 })
  })
})
