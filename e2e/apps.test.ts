import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest'
import { parseInternalSecrets } from '../packages/keys-contract/src'
import { launchBrowser, openPage, signIn } from './browser'

const { dashboard, secret } = inject('stack')
const app = secret.split(':', 1)[0] ?? ''
const authorization = `Bearer ${secret}`

let browser: Browser
let page: Page

beforeAll(async () => {
  browser = await launchBrowser()
  page = await openPage(browser)
  await signIn(page)
  await page.goto(`${dashboard}/apps`)
  await page.getByRole('heading', { level: 1, name: 'Applications' }).waitFor()
})

afterAll(() => browser.close())

const row = (name: string) => page.locator(`tr[data-app="${name}"]`)
/** The figure in a column, without the heading that a phone shows. */
const cell = (name: string, index: number) => row(name).locator('td').nth(index)
const [STATE, VERSION, STREAMS, LAST_LIST, , LAG] = [0, 1, 2, 3, 4, 5]

async function listKeys(headers: Record<string, string> = {}): Promise<number> {
  const url = `${dashboard}/api/internal/api-keys`
  return (await fetch(url, { headers: { authorization, ...headers } })).status
}

describe('the page of the apps', () => {
  it('turns an app green by itself when it calls, and says which version it runs', async () => {
    const versions = { 'x-keys-client': 'itqan-keys-client/9.8.7', 'x-app-version': '6.5.4' }
    expect(await listKeys(versions)).toBe(200)
    await cell(app, STATE).getByText('Connectée').waitFor({ timeout: 10_000 })
    await cell(app, LAST_LIST).getByText('maintenant').waitFor({ timeout: 10_000 })
    await cell(app, VERSION).getByText('6.5.4').waitFor({ timeout: 10_000 })
    await cell(app, VERSION).getByText('9.8.7').waitFor()
    await cell(app, LAG).getByText('À jour').waitFor()
  })

  it('knows an app that has a secret and never called', async () => {
    const names = await page
      .getByRole('row')
      .filter({ hasText: 'Jamais vue' })
      .evaluateAll((rows) => rows.map((one) => (one as HTMLElement).dataset['app']))
    expect(names).not.toContain(app)
    expect(names.length).toBeGreaterThan(0)
  })

  it('counts a stream for as long as it is open', async () => {
    const streams = async () => Number((await cell(app, STREAMS).innerText()).replaceAll(/\D/g, ''))
    const before = await streams()
    const controller = new AbortController()
    onTestFinished(() => controller.abort())
    const input = encodeURIComponent('{"json":{}}')
    await fetch(`${dashboard}/api/internal/trpc/watch?input=${input}`, {
      headers: { authorization, accept: 'text/event-stream' },
      signal: controller.signal,
    })
    await expect.poll(streams, { timeout: 10_000 }).toBe(before + 1)
    controller.abort()
    await expect.poll(streams, { timeout: 10_000 }).toBe(before)
  })
})

describe('the guide to add an app', () => {
  it('makes an entry that the dashboard would accept, and sends it nowhere', async () => {
    const sent: string[] = []
    page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`))
    await page.getByRole('button', { name: 'Ajouter une application' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Nom', { exact: true }).fill(app)
    await dialog.getByText('Ce nom a déjà un secret').waitFor()
    await dialog.getByLabel('Nom', { exact: true }).fill('quotes')
    await dialog.getByLabel('Les clés de').selectOption('gemini')
    const line = (name: string) => dialog.getByRole('region', { name }).innerText()
    const entry = await line('Entrée de INTERNAL_API_SECRET')
    const parsed = parseInternalSecrets(`${secret},${entry}`)
    expect(parsed).toMatchObject({
      ok: true,
      secrets: [{ app }, { app: 'quotes', scope: { canRead: true, provider: 'gemini' } }],
    })
    expect(await line('Environnement de l’application')).toBe(
      `DASHBOARD_INTERNAL_URL=${dashboard}\nINTERNAL_API_SECRET=${entry}`,
    )
    expect(await line('Code d’un premier appel')).toContain("keys.withKey('gemini'")
    expect(await line('Commande de vérification')).toContain(entry)
    await dialog.getByText('Reste à faire').first().waitFor()
    // Long enough for the page to ask again.
    await page.waitForTimeout(2_500)
    const made = entry.split(':')[1] ?? ''
    expect(sent.length).toBeGreaterThan(0)
    expect(sent.filter((request) => request.includes(made))).toEqual([])
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
    expect(await page.content()).not.toContain(made)
    const focused = page.locator(':focus')
    expect(await focused.innerText()).toBe('Ajouter une application')
  })
})

describe('the guide to change a secret', () => {
  it('reads where the rotation stands, and says what remains', async () => {
    await page.getByRole('button', { name: new RegExp(`Changer le secret\\s: ${app}`) }).click()
    const dialog = page.getByRole('dialog')
    const current = dialog.locator('[aria-current="step"]')
    expect(await current.getByRole('heading').innerText()).toBe('Ajouter le second secret')
    await dialog.getByText(/Ancien secret\s: [0-9a-f]{8}, utilisé/).waitFor()
    const entry = await current.getByRole('region').innerText()
    const parsed = parseInternalSecrets(`${entry}${secret}`)
    expect(parsed).toMatchObject({ ok: true, secrets: [{ app }, { app }] })
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
  })
})
