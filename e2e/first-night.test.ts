import { randomBytes, randomUUID } from 'node:crypto'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { createKeysClient } from '../packages/keys-client/src'
import type { ReportEntry } from '../packages/keys-contract/src'
import { launchBrowser, openPage, pictureFile, signIn } from './browser'
import { createConsole } from './console'

const { dashboard, secret } = inject('stack')
const provider = `nuit-${randomBytes(2).toString('hex')}`
const keyOf = (name: string) => `nuit-${name}-${randomBytes(12).toString('hex')}`

let browser: Browser
let page: Page
let clicks = 0

beforeAll(async () => {
  browser = await launchBrowser()
  page = await openPage(browser)
  await signIn(page)
})

afterAll(async () => {
  const operator = createConsole(page, dashboard)
  for (const key of await operator.keys()) {
    if (key.provider === provider) await operator.remove(key.id)
  }
  await browser.close()
})

async function click(target: Locator): Promise<void> {
  clicks += 1
  await target.click()
}

const button = (name: string | RegExp) => page.getByRole('button', { name })
const picture = (name: string) =>
  page.screenshot({ path: pictureFile(`first-night-${name}.png`), animations: 'disabled' })

/** An app's call that the provider refuses for good. */
async function failWith(name: string): Promise<void> {
  const keys = await createConsole(page, dashboard).keys()
  const keyId = keys.find((key) => key.provider === provider && key.name === name)?.id ?? ''
  const client = createKeysClient({ url: dashboard, secret, watch: false })
  const failed: ReportEntry = {
    keyId,
    outcome: 'invalid_key',
    exact: true,
    count: 1,
    lastUsedAt: new Date(),
    lastError: 'API key not valid. Please pass a valid API key.',
  }
  await client.report({ batchId: randomUUID(), entries: [failed] })
  await client.close({ timeoutMs: 5_000 })
}

it('a first-time operator adds keys, sees one fail, finds out why and replaces it in 8 clicks', async () => {
  await click(button('Importer'))
  await page
    .getByRole('dialog')
    .getByRole('textbox', { name: 'Clés' })
    .fill(
      ['name,key,provider', ...['Nord', 'Sud'].map((n) => `${n},${keyOf(n)},${provider}`)].join(
        '\n',
      ),
    )
  await click(button('Voir l’aperçu'))
  await picture('1-preview')
  await click(button('Ajouter 2 clés'))
  await click(page.getByRole('dialog').getByRole('button', { name: 'Fermer' }))

  await page.getByRole('searchbox').fill(provider)
  await failWith('Nord')
  const failed = page.getByRole('row').filter({ hasText: 'Nord' })
  await failed.getByText('Invalide', { exact: true }).waitFor()
  await picture('2-one-fails')
  await click(failed.getByRole('button', { name: /API key not valid/ }))
  await page.getByText('Dernière erreur de Nord').waitFor()
  await picture('3-why')
  await page.keyboard.press('Escape')

  await click(button('Ajouter une clé'))
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Fournisseur', { exact: true }).selectOption({ label: 'Autre…' })
  await dialog.getByLabel('Autre fournisseur').fill(provider)
  await dialog.getByLabel('Nom', { exact: true }).fill('Nord 2')
  await dialog.getByLabel('Clé', { exact: true }).fill(keyOf('nord-2'))
  await click(dialog.getByRole('button', { name: 'Ajouter la clé' }))
  const replaced = page.getByRole('row').filter({ hasText: 'Nord 2' })
  await replaced.getByText('Prête').waitFor()
  await picture('4-replaced')
  process.stdout.write(`first night: ${clicks} clicks\n`)
  expect(clicks).toBeLessThanOrEqual(8)
})
