import { randomBytes } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { Role } from '../packages/keys-contract/src'
import { acceptInvitation } from './accept-invitation'
import { launchBrowser, openPage, signIn } from './browser'
import { createConsole } from './console'

const { dashboard } = inject('stack')
const run = randomBytes(3).toString('hex')
const provider = `zz-roles-${run}`
const name = `${run} partagée`
const password = 'quatre lapins sous la pluie'
const email = (role: Role) => `zz-roles-${role}-${run}@keys.example`

let browser: Browser
let administrator: Page
let keyId: string

beforeAll(async () => {
  browser = await launchBrowser()
  administrator = await openPage(browser)
  await signIn(administrator)
  const key = `sk-${randomBytes(18).toString('base64url')}`
  keyId = await createConsole(administrator, dashboard).create({ provider, name, key })
})

afterAll(async () => {
  await removePeople()
  if (keyId) await createConsole(administrator, dashboard).remove(keyId)
  await browser?.close()
})

/** Calls a procedure as the administrator. */
async function call<T>(procedure: string, input?: object): Promise<T> {
  const url = `${dashboard}/api/trpc/${procedure}`
  const response = input
    ? await administrator.request.post(url, { data: { json: input } })
    : await administrator.request.get(url)
  expect(response.status()).toBe(200)
  return ((await response.json()) as { result: { data: { json: T } } }).result.data.json
}

async function removePeople(): Promise<void> {
  const people = await call<{ id: string; email: string }[]>('people.list')
  for (const { id: personId, email: address } of people) {
    if (address.includes(`-${run}@`)) await call('people.remove', { personId })
  }
}

/** Somebody new, before the one key that this test added. */
async function enterAs(role: Role): Promise<Page> {
  const { token } = await call<{ token: string }>('people.invite', { role, email: email(role) })
  const link = `${new URL(dashboard).origin}/invitation#${token}`
  await acceptInvitation(link, { email: email(role), password })
  const page = await openPage(browser)
  await page.goto(`${dashboard}/sign-in`)
  await page.getByLabel('Adresse e-mail').fill(email(role))
  await page.getByLabel('Mot de passe', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Se connecter' }).click()
  await page.waitForURL(`${dashboard}/keys`)
  await show(page)
  return page
}

const row = (page: Page) => page.getByRole('row').filter({ hasText: name })

async function show(page: Page, more = ''): Promise<void> {
  // Asked for once the page listens.
  const live = page.waitForResponse(/keys\.live/)
  await page.goto(`${dashboard}/keys?provider=${provider}${more}`)
  await live
  // Behind a dialog it is hidden from those who cannot see.
  await page.getByText(name, { exact: true }).waitFor()
}

/** What the key's menu offers, without the letters that stand beside it. */
async function menuOf(page: Page): Promise<string[]> {
  await row(page)
    .getByRole('button', { name: `Actions pour ${name}` })
    .click()
  const items = page.getByRole('menuitem')
  await items.first().waitFor()
  const offered = await items.evaluateAll((all) =>
    all.map((item) => [...item.childNodes].find(({ nodeType }) => nodeType === 3)?.textContent),
  )
  await page.keyboard.press('Escape')
  await items.first().waitFor({ state: 'detached' })
  return offered.map((text) => plain(text ?? ''))
}

/** Without the narrow spaces of French. */
const plain = (text: string) => text.replaceAll(/\s/g, ' ')

const countOf = (page: Page, role: 'button' | 'checkbox', label?: string) =>
  page.getByRole(role, label ? { name: label, exact: true } : {}).count()

const dialogsOf = (page: Page) => page.getByRole('dialog').or(page.getByRole('alertdialog'))

/** What opens a dialog without a button. */
const ways = (page: Page) => [
  () => press(page, 'd'),
  () => press(page, 'e'),
  () => show(page, '&do=add'),
  () => show(page, '&do=import'),
]

async function press(page: Page, letter: string): Promise<void> {
  await show(page)
  await row(page)
    .getByRole('button', { name: `Actions pour ${name}` })
    .focus()
  await page.keyboard.press(letter)
}

async function pagesOf(page: Page): Promise<string[]> {
  const navigation = page.getByRole('navigation', { name: 'Navigation principale' })
  return (await navigation.getByRole('link').allInnerTexts()).map(plain)
}

const pages = ['Clés', 'Pourquoi cette clé ?', 'Usage', 'Applications', 'Journal']

describe('a viewer', () => {
  let page: Page

  beforeAll(async () => {
    page = await enterAs('viewer')
  })

  afterAll(() => page?.context().close())

  it('is offered nothing that changes a key', async () => {
    expect(await countOf(page, 'button', 'Ajouter une clé')).toBe(0)
    expect(await countOf(page, 'button', 'Importer')).toBe(0)
    expect(await countOf(page, 'button', 'Exporter')).toBe(1)
    expect(await countOf(page, 'checkbox')).toBe(0)
    expect(await page.getByRole('switch', { name, exact: true }).isDisabled()).toBe(true)
  })

  it('finds in a key’s menu where to look, and nothing else', async () => {
    expect(await menuOf(page)).toEqual(['Pourquoi cette clé ?', 'Voir dans le journal'])
  })

  it('opens nothing with a letter in a row, nor with the address that opens a dialog', async () => {
    for (const open of ways(page)) {
      await open()
      // As long as it takes those who may.
      await page.waitForTimeout(1_500)
      expect(await dialogsOf(page).count()).toBe(0)
    }
  })

  it('sees no way to people', async () => {
    expect(await pagesOf(page)).toEqual(pages)
  })
})

describe('an operator', () => {
  let page: Page

  beforeAll(async () => {
    page = await enterAs('operator')
  })

  afterAll(() => page?.context().close())

  it('is offered all that changes keys', async () => {
    expect(await countOf(page, 'button', 'Ajouter une clé')).toBe(1)
    expect(await countOf(page, 'button', 'Importer')).toBe(1)
    expect(await countOf(page, 'checkbox')).toBeGreaterThanOrEqual(2)
    expect(await page.getByRole('switch', { name, exact: true }).isEnabled()).toBe(true)
  })

  it('opens a dialog with a letter in a row, and with an address', async () => {
    for (const open of ways(page)) {
      await open()
      await dialogsOf(page).waitFor()
    }
    await show(page)
  })

  it('is offered no way to see a key', async () => {
    const offered = await menuOf(page)
    expect(offered).toContain('Supprimer la clé')
    expect(offered.filter((item) => item.startsWith('Révéler'))).toEqual([])
    expect(await pagesOf(page)).toEqual(pages)
  })
})

it('an administrator is offered both', async () => {
  await show(administrator)
  expect(await menuOf(administrator)).toEqual(
    expect.arrayContaining(['Révéler la clé', 'Supprimer la clé']),
  )
  expect(await pagesOf(administrator)).toEqual([...pages, 'Personnes'])
})
