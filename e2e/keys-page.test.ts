import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { launchBrowser, openPage, signIn } from './browser'

const { dashboard, itqanMa, secret } = inject('stack')

let browser: Browser
let page: Page

beforeAll(async () => {
  browser = await launchBrowser()
  page = await openPage(browser)
  await signIn(page)
})

afterAll(() => browser.close())

const row = (name: string) => page.getByRole('row').filter({ hasText: name })

async function fill(fields: { provider: string; name: string; key: string }): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Fournisseur', { exact: true }).selectOption(fields.provider)
  await dialog.getByLabel('Nom', { exact: true }).fill(fields.name)
  await dialog.getByLabel('Clé', { exact: true }).fill(fields.key)
  await dialog.getByRole('button', { name: 'Ajouter la clé' }).click()
}

async function openMenu(name: string): Promise<void> {
  await page.getByRole('button', { name: `Actions pour ${name}` }).click()
}

async function report(name: string): Promise<void> {
  const headers = { authorization: `Bearer ${secret}` }
  const url = `${dashboard}/api/internal/api-keys`
  const keys = (await (await fetch(`${url}?provider=mistral`, { headers })).json()) as {
    id: string
    name: string
  }[]
  const body = JSON.stringify({
    keyId: keys.find((key) => key.name === name)?.id,
    success: false,
    error: 'refused by Mistral',
  })
  await fetch(url, { method: 'POST', headers, body })
}

describe('the keys page', () => {
  const key = `mistral-${'k'.repeat(30)}`

  it('opens the form of a new key on its first field', async () => {
    await page.getByRole('button', { name: 'Ajouter une clé' }).first().click()
    await page.locator('select[name=provider]:focus').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
  })

  it('says what is wrong with a key and keeps what was typed', async () => {
    await page.getByRole('button', { name: 'Ajouter une clé' }).first().click()
    await fill({ provider: 'mistral', name: 'Essai', key: 'court' })
    await page.getByText(/Trop courte\s: 8 caractères au moins\./).waitFor()
    const dialog = page.getByRole('dialog')
    expect(await dialog.getByLabel('Nom', { exact: true }).inputValue()).toBe('Essai')
    await fill({ provider: 'mistral', name: 'Essai', key })
    await row('Essai').waitFor()
  })

  it('says that a provider has a key already', async () => {
    await page.getByRole('button', { name: 'Ajouter une clé' }).first().click()
    await fill({ provider: 'mistral', name: 'Encore', key })
    await page.getByText(/Ce fournisseur a déjà cette clé\s: retrouvez-la/).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
  })

  it('shows an error that an app reports, without a reload, and resets it', async () => {
    await report('Essai')
    await row('Essai').getByText('refused by Mistral').waitFor({ timeout: 2_000 })
    await openMenu('Essai')
    await page.getByRole('menuitem', { name: 'Remettre les erreurs à zéro' }).click()
    await row('Essai').getByText('refused by Mistral').waitFor({ state: 'detached' })
  })

  it('deletes a key once that is confirmed, and not before', async () => {
    await openMenu('Essai')
    await page.getByRole('menuitem', { name: 'Supprimer la clé' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Annuler' }).click()
    await page.getByRole('alertdialog').waitFor({ state: 'hidden' })
    expect(await row('Essai').count()).toBe(1)
    await openMenu('Essai')
    await page.getByRole('menuitem', { name: 'Supprimer la clé' }).click()
    await page
      .getByRole('alertdialog')
      .getByLabel(/Pour confirmer/)
      .fill('Essai')
    await page.getByRole('alertdialog').getByRole('button', { name: 'Supprimer' }).click()
    await row('Essai').waitFor({ state: 'detached' })
  })
})

describe('both apps', () => {
  it.each([
    ['the dashboard', `${dashboard}/sign-in`, 'Se connecter', 'Sign in'],
    ['itqan-ma', itqanMa, 'Rédiger le brief', 'Write the brief'],
  ])('%s speaks French first, English when asked, and remembers', async (...names) => {
    const [, url, french, english] = names
    const visitor = await openPage(browser)
    await visitor.goto(url)
    await visitor.getByRole('button', { name: french }).waitFor()
    expect(await visitor.locator('html').getAttribute('lang')).toBe('fr')
    await visitor.getByRole('button', { name: 'English' }).click()
    await visitor.getByRole('button', { name: english }).waitFor()
    await visitor.reload()
    await visitor.getByRole('button', { name: english }).waitFor()
    expect(await visitor.locator('html').getAttribute('lang')).toBe('en')
  })
})
