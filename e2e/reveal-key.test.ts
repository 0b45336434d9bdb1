import { randomBytes } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { openDatabase } from '../packages/keys-store/src'
import { seriousViolations } from './axe'
import { launchBrowser, openPage, pictureFile, signIn } from './browser'
import { createConsole } from './console'
import { listenTo } from './received'

const stack = inject('stack')
const { dashboard } = stack
const canary = `AIzaReveal${randomBytes(18).toString('base64url')}`
const name = `zz reveal ${randomBytes(4).toString('hex')}`

let browser: Browser
let page: Page
let keyId: string
/** All that the browser received, save the one answer that may hold the key. */
let received: () => Promise<string>

beforeAll(async () => {
  browser = await launchBrowser()
  page = await openPage(browser)
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  received = await listenTo(page, (response) => !response.url().includes('reveal.key'))
  await signIn(page)
  keyId = await createConsole(page, dashboard).create({ provider: 'zz-reveal', name, key: canary })
  await page.clock.install()
  await page.goto(`${dashboard}/keys?provider=zz-reveal`)
})

afterAll(async () => {
  if (keyId) await createConsole(page, dashboard).remove(keyId)
  await browser?.close()
})

const dialog = () => page.getByRole('dialog')
const shown = () => dialog().getByText(canary)

async function openReveal(): Promise<void> {
  await page.getByRole('button', { name: `Actions pour ${name}` }).click()
  await page.getByRole('menuitem', { name: 'Révéler la clé' }).click()
  await dialog()
    .getByRole('button', { name: /^Afficher/ })
    .waitFor()
}

/** Lets nobody remember that this session gave a password. */
async function forgetPassword(): Promise<void> {
  const cookies = await page.context().cookies()
  const cookie = cookies.find((one) => one.name.endsWith('session_token'))?.value ?? ''
  const [token = ''] = decodeURIComponent(cookie).split('.')
  await using database = openDatabase({ url: stack.databaseUrl })
  const { count } = await database.prisma.session.updateMany({
    where: { token },
    data: { passwordAt: null },
  })
  expect(count).toBe(1)
}

/** All that React Query keeps, as text. */
async function queryCache(): Promise<string> {
  return page.evaluate(() => {
    interface Fiber {
      memoizedProps: { client?: { getQueryCache?(): Cache; getMutationCache(): Cache } } | null
      child: Fiber | null
      sibling: Fiber | null
    }
    interface Cache {
      getAll(): { state: unknown }[]
    }
    const holder = document as unknown as Record<string, Fiber>
    const root = Object.keys(holder).find((key) => key.startsWith('__reactContainer'))
    const next = [root ? holder[root] : null]
    for (let fiber = next.pop(); fiber !== undefined; fiber = next.pop()) {
      const client = fiber?.memoizedProps?.client
      if (client?.getQueryCache) {
        const caches = [client.getQueryCache(), client.getMutationCache()]
        return JSON.stringify(caches.map((cache) => cache.getAll().map(({ state }) => state)))
      }
      if (fiber) next.push(fiber.child, fiber.sibling)
    }
    throw new Error('the page has no query cache')
  })
}

describe('revealing a key', () => {
  it('asks for the password, and says when it is wrong', async () => {
    await forgetPassword()
    await openReveal()
    await dialog()
      .getByRole('button', { name: /^Afficher/ })
      .click()
    await dialog().getByLabel('Votre mot de passe').fill('ce-n-est-pas-le-bon')
    expect(await seriousViolations(page)).toEqual([])
    await page.screenshot({ path: pictureFile('reveal-password.png') })
    await page.keyboard.press('Enter')
    await dialog().getByText('Ce mot de passe n’est pas le bon.').waitFor()
    expect(await shown().count()).toBe(0)
  })

  it('shows the key once it is right, counts down, and copies it', async () => {
    await dialog().getByLabel('Votre mot de passe').fill(stack.password)
    await page.keyboard.press('Enter')
    await shown().waitFor()
    await dialog()
      .getByText(/Masquée dans (30|29) secondes/)
      .waitFor()
    await dialog().getByRole('button', { name: 'Copier' }).click()
    await dialog().getByText('Elle reste dans le presse-papiers').waitFor()
    expect(await page.evaluate(() => window.navigator.clipboard.readText())).toBe(canary)
    expect(await seriousViolations(page)).toEqual([])
  })

  it('hides it after 30 seconds, and keeps it nowhere', async () => {
    await page.clock.fastForward(25_000)
    expect(await shown().count()).toBe(1)
    await page.clock.fastForward(6_000)
    await dialog().getByText('La clé est de nouveau masquée.').waitFor()
    expect(await page.content()).not.toContain(canary)
    expect(await queryCache()).not.toContain(canary)
    await dialog().getByRole('button', { name: 'Fermer' }).click()
    await dialog().waitFor({ state: 'hidden' })
    expect(await page.content()).not.toContain(canary)
  })

  it('asks for no password again within five minutes, and is gone with its dialog', async () => {
    await openReveal()
    await dialog()
      .getByRole('button', { name: /^Afficher/ })
      .click()
    await shown().waitFor()
    await page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'hidden' })
    expect(await page.content()).not.toContain(canary)
    expect(await queryCache()).not.toContain(canary)
  })

  it('hides it as soon as nobody looks at the tab', async () => {
    await openReveal()
    await dialog()
      .getByRole('button', { name: /^Afficher/ })
      .click()
    await shown().waitFor()
    await page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
      Reflect.deleteProperty(document, 'visibilityState')
    })
    await dialog().getByText('La clé est de nouveau masquée.').waitFor()
    expect(await page.content()).not.toContain(canary)
    await page.keyboard.press('Escape')
  })

  it('sends the key in no other answer: pages, RSC payloads, lists', async () => {
    await page.goto(`${dashboard}/keys?provider=zz-reveal`)
    await page.getByText(name).first().waitFor()
    const text = await received()
    expect(text).toContain(name)
    expect(text).not.toContain(canary)
  })

  it('is in the audit, with who read it, and without the key', async () => {
    await using database = openDatabase({ url: stack.databaseUrl })
    const entries = await database.prisma.auditEntry.findMany({ where: { keyIds: { has: keyId } } })
    const revealed = entries.filter(({ action }) => action === 'key.reveal')
    expect(revealed.map(({ outcome }) => outcome)).toEqual(['refused', 'ok', 'ok', 'ok'])
    expect(revealed.every(({ actorKind }) => actorKind === 'person')).toBe(true)
    expect(entries.map((entry) => Object.values(entry).join(' ')).join('\n')).not.toContain(canary)
  })
})
