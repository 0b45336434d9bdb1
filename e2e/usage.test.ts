import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest'
import { createKeysClient } from '../packages/keys-client/src'
import { launchBrowser, openPage, signIn } from './browser'
import { type Console, createConsole } from './console'

const { dashboard, secret } = inject('stack')
const provider = `zz-usage-${randomUUID().slice(0, 8)}`
const names = ['Usage une', '=Usage deux'] as const

let browser: Browser
let page: Page
let operator: Console
const keyIds: string[] = []

/** 100 calls: 90 of the first key, 8 of which failed, and 10 of the other, all of which did. */
async function reportUses([one = '', two = ''] = keyIds): Promise<void> {
  const client = createKeysClient({ url: dashboard, secret })
  const common = { lastUsedAt: new Date(), model: 'usage-small' }
  const entries = [
    { ...common, keyId: one, outcome: 'ok', count: 70 } as const,
    { ...common, keyId: one, outcome: 'ok', count: 10, model: 'usage-large' } as const,
    { ...common, keyId: one, outcome: 'rate_limit', count: 8 } as const,
    { ...common, keyId: one, outcome: 'aborted', count: 2 } as const,
    { ...common, keyId: two, outcome: 'billing', count: 10 } as const,
  ]
  const batch = { batchId: randomUUID(), entries }
  // As apps do: the same batch until it is answered.
  await vi.waitFor(() => client.report(batch), { timeout: 60_000, interval: 500 })
  await client.close({ timeoutMs: 0 })
}

beforeAll(async () => {
  browser = await launchBrowser()
  page = await openPage(browser)
  await signIn(page)
  operator = createConsole(page, dashboard)
  for (const name of names) {
    keyIds.push(await operator.create({ provider, name, key: `usage-${randomUUID()}` }))
  }
  await reportUses()
})

afterAll(async () => {
  for (const keyId of keyIds) await operator.remove(keyId).catch(() => undefined)
  await browser.close()
})

const row = (name: string, where = page) =>
  where
    .getByRole('table', { name: /^Usage par/ })
    .getByRole('row')
    .filter({ hasText: name })

/** A row's figures: calls, share, success, errors by kind. */
async function figuresOf(name: string, where = page): Promise<string[]> {
  const cells = await row(name, where).getByRole('cell').allInnerTexts()
  return cells.slice(0, 4).map((text) => text.replaceAll(/\s+/g, ' ').trim())
}

const param = (name: string) => new URL(page.url()).searchParams.get(name)

it('shows exactly what an app has reported of a provider, and how it went', async () => {
  await page.goto(`${dashboard}/usage?provider=${provider}`)
  await row(provider).waitFor()
  expect(await figuresOf(provider)).toEqual([
    '100',
    '100 %',
    '81,6 %',
    'Crédit épuisé 10 Limite atteinte 8 Interrompu 2',
  ])
  const totals = await page.getByLabel('Totaux').innerText()
  expect(totals).toMatch(/Appels\s+100\s/)
  expect(totals).toMatch(/Échecs\s+18\s/)
  expect(totals).toMatch(/Imputés aux clés\s+18\s/)
})

it('answers which key, which app and which model, one click after the other, in the address', async () => {
  await row(provider).getByRole('link').click()
  await row(names[0]).waitFor()
  expect([param('by'), param('provider')]).toEqual(['key', provider])
  expect((await figuresOf(names[0])).slice(0, 3)).toEqual(['90', '90 %', '90,9 %'])
  expect((await figuresOf(names[1])).slice(0, 3)).toEqual(['10', '10 %', '0 %'])

  await row(names[0]).getByRole('link').click()
  const apps = page.getByRole('table', { name: 'Usage par application' })
  await apps.getByRole('link').click()
  await row('usage-small').waitFor()
  expect([param('by'), param('key')]).toEqual(['model', keyIds[0]])
  expect((await figuresOf('usage-small')).slice(0, 1)).toEqual(['80'])
  expect((await figuresOf('usage-large')).slice(0, 3)).toEqual(['10', '11,1 %', '100 %'])

  await page.goBack()
  await page.goBack()
  await row(names[1]).waitFor()
  expect([param('by'), param('key')]).toEqual(['key', null])
})

it('shows the same to whoever is sent the address', async () => {
  const colleague = await page.context().newPage()
  await colleague.goto(`${dashboard}/usage?range=hour&by=model&provider=${provider}`)
  await row('usage-small', colleague).waitFor()
  expect((await figuresOf('usage-small', colleague)).slice(0, 2)).toEqual(['90', '90 %'])
  expect(await colleague.getByRole('radio', { name: 'Heure', exact: true }).isChecked()).toBe(true)
  await colleague.close()
})

it('agrees with the keys’ own counters', async () => {
  const keys = await operator.keys()
  const counters = keyIds.map((keyId) => {
    const key = keys.find(({ id }) => id === keyId)
    return [key?.usageCount, key?.errorCount]
  })
  expect(counters).toEqual([
    [90, 8],
    [10, 10],
  ])
})

it('says in figures what the charts draw', async () => {
  await page.goto(`${dashboard}/usage?provider=${provider}`)
  await page.locator('.recharts-bar-rectangle').first().waitFor()
  const figures = page.getByRole('group').filter({ hasText: 'Voir les chiffres' }).first()
  await figures.getByText('Voir les chiffres').click()
  const last = figures.getByRole('row').last()
  expect((await last.getByRole('cell').allInnerTexts()).toSorted()).toEqual(['10', '2', '8', '80'])
})

it('exports what is shown, and lets no name become a formula', async () => {
  await page.goto(`${dashboard}/usage?by=key&provider=${provider}`)
  await row(names[0]).waitFor()
  const downloaded = page.waitForEvent('download')
  await page.getByRole('button', { name: 'CSV du tableau' }).click()
  const download = await downloaded
  expect(download.suggestedFilename()).toBe('usage-day-key.csv')
  const [head = '', ...lines] = (await readFile(await download.path(), 'utf8')).split('\r\n')
  const fields = head.replace('\uFEFF', '').split(',')
  const rows = lines.map((line) => {
    const cells = line.split(',')
    return Object.fromEntries(fields.map((field, index) => [field, cells[index]]))
  })
  expect(rows).toMatchObject([
    { key: keyIds[0], provider, name: names[0], calls: '90', ok: '80', rate_limit: '8' },
    { key: keyIds[1], provider, calls: '10', ok: '0', billing: '10' },
  ])
  expect(rows[1]?.['name']?.replaceAll('"', '')).toBe("'=Usage deux")
})

it('counts on while somebody looks', async () => {
  await page.goto(`${dashboard}/usage?by=key&provider=${provider}`)
  await row(names[1]).waitFor()
  await reportUses()
  await expect.poll(() => figuresOf(names[1]), { timeout: 15_000 }).toContain('20')
})

it('keeps the counts of a key that is gone', async () => {
  await operator.remove(keyIds[1] ?? '')
  await page.goto(`${dashboard}/usage?by=key&provider=${provider}`)
  await row('20')
    .filter({ hasText: keyIds[1] ?? '' })
    .waitFor()
})
