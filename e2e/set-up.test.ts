import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestDatabase } from '../packages/keys-store/test/open-test-database'
import { launchBrowser, openPage, signIn } from './browser'
import { startStack } from './stack'

let browser: Browser

beforeAll(async () => {
  browser = await launchBrowser()
})

afterAll(() => browser.close())

it('the link of the terminal makes the first administrator, once, and signs them in', async () => {
  await using database = await openTestDatabase()
  const page = await openPage(browser)
  let link = ''
  const { stack, stop } = await startStack({
    databaseUrl: database.url,
    firstRun: '--no-samples',
    async setUp(printed, { email, password }) {
      link = printed
      await page.goto(printed)
      await page.getByRole('heading', { name: 'Premier administrateur' }).waitFor()
      await page.getByLabel('Adresse e-mail').fill(email)
      await page.getByLabel('Votre nom').fill('Premier Administrateur')
      const field = page.getByLabel('Mot de passe', { exact: true })
      await field.fill('trop court')
      await page.getByRole('button', { name: 'Créer mon compte' }).click()
      await page.getByText('12 caractères au moins.', { exact: true }).waitFor()
      await field.fill(password)
      await page.getByText(/Solidité\s: bonne/).waitFor()
      await page.getByRole('button', { name: 'Créer mon compte' }).click()
      await page.waitForURL(/\/keys$/)
    },
  })
  try {
    expect(page.url()).not.toContain('#')
    const other = await openPage(browser)
    await other.goto(link)
    await other.getByRole('heading', { name: 'Ce lien n’ouvre rien' }).waitFor()
    await signIn(other, stack)
  } finally {
    await stop()
  }
})
