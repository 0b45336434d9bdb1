import { randomBytes } from 'node:crypto'
import type { Browser, BrowserContext, Locator, Page, Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { openDatabase } from '../packages/keys-store/src'
import { seriousViolations } from './axe'
import { launchBrowser, openPage, pictureFile, signIn } from './browser'
import { listenTo } from './received'

const { dashboard, databaseUrl } = inject('stack')
const provider = `zz-import-${randomBytes(3).toString('hex')}`
const run = randomBytes(9).toString('base64url')
const keyOf = (n: number) => `canary-${run}-${String(n).padStart(20, '0')}`

/** 5,000 keys of which 500 are duplicates, 200 of the pool and 300 of the file, and 100 bad lines. */
const pool = Array.from({ length: 200 }, (_, n) => keyOf(n))
const file = [
  'name,key,provider,weight',
  ...Array.from({ length: 4_700 }, (_, n) => `"import ""${n}""",${keyOf(n)},${provider},2`),
  ...Array.from({ length: 300 }, (_, n) => `encore ${n},${keyOf(4_400 + n)},${provider},`),
  ...Array.from({ length: 100 }, (_, n) => `mauvaise ${n},${keyOf(n)} avec espaces,${provider},`),
].join('\r\n')

let browser: Browser
let context: BrowserContext
let page: Page
/** What each page of this file received. */
const received: (() => Promise<string>)[] = []

beforeAll(async () => {
  browser = await launchBrowser()
  page = await openPage(browser)
  context = page.context()
  context.setDefaultTimeout(90_000)
  await signIn(page)
  const json = { keys: pool.map((key, n) => ({ provider, name: `pool ${n}`, key })) }
  const added = await page.request.post(`${dashboard}/api/trpc/import.add`, { data: { json } })
  expect(added.status()).toBe(200)
  await openImport()
})

afterAll(async () => {
  await removeAll()
  await browser?.close()
})

const dialog = () => page.getByRole('dialog')
const counted = (kind: string) => numberIn(dialog().locator(`[data-kind=${kind}]`))
const figure = (name: string) => numberIn(dialog().locator(`[data-figure=${name}]`))

async function numberIn(place: Locator): Promise<number> {
  return Number((await place.innerText()).replaceAll(/\D/g, ''))
}

async function openImport(): Promise<void> {
  received.push(await listenTo(page))
  await page.goto(`${dashboard}/keys`)
  await page.getByRole('button', { name: 'Importer' }).click()
  await dialog().waitFor()
}

async function drop(text: string): Promise<void> {
  const dataTransfer = await page.evaluateHandle((content) => {
    const transfer = new DataTransfer()
    transfer.items.add(new File([content], 'clés.csv', { type: 'text/csv' }))
    return transfer
  }, text)
  await dialog().getByRole('textbox', { name: 'Clés' }).dispatchEvent('drop', { dataTransfer })
  await dialog().getByText('clés.csv').waitFor()
}

async function preview(): Promise<void> {
  await dialog().getByRole('button', { name: 'Voir l’aperçu' }).click()
  await dialog().getByRole('table').waitFor()
}

/** What the database holds of this test's provider. */
async function stored(): Promise<number> {
  await using database = openDatabase({ url: databaseUrl })
  return await database.prisma.apiKey.count({ where: { provider } })
}

async function removeAll(): Promise<void> {
  await using database = openDatabase({ url: databaseUrl })
  const rows = await database.prisma.apiKey.findMany({ where: { provider }, select: { id: true } })
  for (let at = 0; at < rows.length; at += 500) {
    const keyIds = rows.slice(at, at + 500).map(({ id }) => id)
    await page.request.post(`${dashboard}/api/trpc/keys.remove`, { data: { json: { keyIds } } })
  }
}

describe('line 4: importing 5,000 keys with 500 duplicates and 100 malformed lines', () => {
  it('shows what would become of each line of a file that is dropped, and writes nothing', async () => {
    await drop(file)
    await dialog().getByText('Chaque ligne dit son fournisseur.').waitFor()
    await dialog()
      .getByText(/5\s100 lignes lues ainsi/)
      .waitFor()
    await preview()
    expect([await counted('all'), await counted('new')]).toEqual([5_100, 4_500])
    expect([await counted('duplicate'), await counted('malformed')]).toEqual([500, 100])
    expect(await stored()).toBe(200)
    expect(await seriousViolations(page)).toEqual([])
    await page.screenshot({ path: pictureFile('import-preview.png') })
  })

  it('draws only what is seen, shows one kind alone, and no key', async () => {
    expect(await dialog().getByRole('row').count()).toBeLessThan(40)
    await dialog()
      .getByRole('button', { name: /^Illisibles/ })
      .click()
    await dialog().getByText('Espace ou caractère accentué dans la clé').first().waitFor()
    await dialog().getByRole('row').filter({ hasText: '5002' }).waitFor()
    expect(await page.content()).not.toContain(`canary-${run}`)
  })

  it('hands out the malformed lines, masked', async () => {
    const waiting = page.waitForEvent('download')
    await dialog().getByRole('button', { name: 'Télécharger' }).click()
    const stream = await (await waiting).createReadStream()
    const lines = (await stream.toArray()).join('').split('\n')
    expect(lines).toHaveLength(100)
    expect(lines[0]).toBe('5002\tcana…aces\tEspace ou caractère accentué dans la clé')
  })

  it('can be interrupted halfway: the page is closed while keys are added', async () => {
    let calls = 0
    const halfway = new Promise<Route>((reached) => {
      void page.route('**/api/trpc/import.add**', async (route: Route) => {
        calls += 1
        if (calls <= 10) return route.continue()
        reached(route)
      })
    })
    await dialog()
      .getByRole('button', { name: /^Ajouter 4\s500 clés/ })
      .click()
    const cutOff = await halfway
    expect(await dialog().getByRole('progressbar').getAttribute('value')).toBe('2000')
    // A page that closes would still send what waits in the route.
    await cutOff.abort()
    await page.close()
    expect(await stored()).toBe(2_200)
  })

  it('dropped again, shows what is left, and stops when it is asked to', async () => {
    page = await context.newPage()
    await openImport()
    await drop(file)
    await preview()
    expect([await counted('new'), await counted('duplicate')]).toEqual([2_500, 2_500])
    let calls = 0
    await page.route('**/api/trpc/import.add**', async (route) => {
      calls += 1
      if (calls === 3) await dialog().getByRole('button', { name: 'Arrêter' }).click()
      await route.continue()
    })
    await dialog()
      .getByRole('button', { name: /^Ajouter/ })
      .click()
    await dialog()
      .getByText(/Arrêté à 600 sur 2\s500/)
      .waitFor()
    expect([await figure('added'), await figure('left')]).toEqual([600, 1_900])
    expect(await stored()).toBe(2_800)
  })

  it('goes on where it stopped, after a lost connection too, to the numbers of its preview', async () => {
    await page.unroute('**/api/trpc/import.add**')
    let calls = 0
    await page.route('**/api/trpc/import.add**', async (route) => {
      calls += 1
      if (calls !== 2) return route.continue()
      // It arrives, and its answer does not.
      await route.fetch()
      await route.abort('connectionreset')
    })
    await dialog()
      .getByRole('button', { name: /^Reprendre/ })
      .click()
    await dialog().getByText('Le serveur est injoignable. Vérifiez votre connexion.').waitFor()
    await page.screenshot({ path: pictureFile('import-stopped.png') })
    await dialog()
      .getByRole('button', { name: /^Reprendre/ })
      .click()
    await dialog()
      .getByText(/^2\s300 clés ajoutées$/)
      .waitFor()
    await dialog()
      .getByText(/200 autres clés de l’aperçu étaient déjà là/)
      .waitFor()
    expect([await figure('added'), await figure('left')]).toEqual([2_300, 0])
    expect([await figure('duplicate'), await figure('malformed')]).toEqual([2_500, 100])
    expect(await stored()).toBe(4_700)
    expect(await seriousViolations(page)).toEqual([])
  })

  it('leaves no key in what the browser received', async () => {
    await dialog().getByRole('button', { name: 'Fermer' }).click()
    await page.goto(`${dashboard}/keys?provider=${provider}`)
    await page.getByText('import "1000"').first().waitFor()
    const text = (await Promise.all(received.map((all) => all()))).join('\n')
    expect(text).toContain(provider)
    expect(text).not.toContain(`canary-${run}`)
    expect(await page.content()).not.toContain(`canary-${run}`)
  })

  it('is exported without a secret, as the filter shows it', async () => {
    const waiting = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Exporter' }).click()
    await page.getByRole('menuitem', { name: 'CSV' }).click()
    const stream = await (await waiting).createReadStream()
    const csv = (await stream.toArray()).join('')
    expect(csv.trimEnd().split('\r\n')).toHaveLength(4_701)
    expect(csv).toContain(`${provider},"import ""1000""",cana…1000,ready,,2,0,0`)
    expect(csv).not.toContain(`canary-${run}`)
  })
})
