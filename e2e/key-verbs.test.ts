import { randomBytes } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { ManagedKey } from '../packages/keys-contract/src'
import { sandboxKeys } from '../packages/provider-sandbox/src'
import { seriousViolations } from './axe'
import { launchBrowser, openPage, signIn } from './browser'
import { createConsole } from './console'

const { dashboard, secret } = inject('stack')
const run = randomBytes(3).toString('hex')
const provider = `zz-verbs-${run}`
const elsewhere = `zz-moved-${run}`

let browser: Browser
let page: Page

beforeAll(async () => {
  browser = await launchBrowser()
  page = await openPage(browser)
  await signIn(page)
})

afterAll(async () => {
  const operator = createConsole(page, dashboard)
  for (const key of await operator.keys()) {
    if (key.name.startsWith(`${run} `)) await operator.remove(key.id)
  }
  await browser.close()
})

const operator = () => createConsole(page, dashboard)

/** Adds a key that nobody else has, and goes to where its provider's keys are. */
async function add(name: string, key = `sk-${randomBytes(18).toString('base64url')}`) {
  await operator().create({ provider, name: `${run} ${name}`, key })
}

/** Goes to keys of this run, and waits until the page listens. */
async function show(filter = `provider=${provider},${elsewhere}`): Promise<void> {
  await page.goto(`${dashboard}/keys?${filter}`)
  await page.locator('#add-key:enabled').waitFor()
}

const row = (name: string) => page.getByRole('row').filter({ hasText: `${run} ${name}` })

async function choose(name: string, item: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: `Actions pour ${run} ${name}` }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

async function keyNamed(name: string): Promise<ManagedKey | undefined> {
  return (await operator().keys()).find((key) => key.name === `${run} ${name}`)
}

/** What an app is given. */
async function given(of = provider): Promise<{ id: string; name: string }[]> {
  const response = await fetch(`${dashboard}/api/internal/api-keys?provider=${of}`, {
    headers: { authorization: `Bearer ${secret}` },
  })
  return (await response.json()) as { id: string; name: string }[]
}

async function report(name: string, error: string): Promise<void> {
  const [key] = (await given()).filter((one) => one.name === `${run} ${name}`)
  await fetch(`${dashboard}/api/internal/api-keys`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}` },
    body: JSON.stringify({ keyId: key?.id, success: false, error }),
  })
}

const toast = (text: string | RegExp) =>
  page.locator('[data-sonner-toast]').filter({ hasText: text })

describe('one key', () => {
  it('is switched off from its menu with one click, and on again from the toast', async () => {
    await add('one')
    await show()
    await choose('one', 'Désactiver')
    await toast('désactivée').getByRole('button', { name: 'Rétablir' }).waitFor()
    expect(await given()).toEqual([])
    await toast('désactivée').getByRole('button', { name: 'Rétablir' }).click()
    await toast(/one\s» activée/).waitFor()
    expect(await given()).toHaveLength(1)
  })

  it('has its errors set to zero', async () => {
    await report('one', 'refused for a test')
    await row('one').getByText('refused for a test').waitFor()
    await choose('one', 'Remettre les erreurs à zéro')
    await row('one').getByText('refused for a test').waitFor({ state: 'detached' })
    // The page is ahead of the server here.
    await expect.poll(() => keyNamed('one')).toMatchObject({ errorCount: 0 })
  })

  it('is given another name, pool and weight, and what is wrong with them is said', async () => {
    await choose('one', /^Modifier/)
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Poids').fill('1000')
    await dialog.getByRole('button', { name: 'Enregistrer' }).click()
    await dialog.getByText('Un nombre entier de 1 à 100.').waitFor()
    expect(await seriousViolations(page)).toEqual([])
    await dialog.getByLabel('Poids').fill('3')
    await dialog.getByLabel('Groupe de quota').fill('projects/42')
    await dialog.getByLabel('Nom', { exact: true }).fill(`${run} renamed`)
    await dialog.getByRole('button', { name: 'Enregistrer' }).click()
    await row('renamed').waitFor()
    expect(await keyNamed('renamed')).toMatchObject({ quotaPool: 'projects/42', weight: 3 })
  })

  it('moves to another provider, whose apps then have it, and its old ones no more', async () => {
    await choose('renamed', /^Modifier/)
    await page.getByRole('dialog').getByLabel('Fournisseur').fill(elsewhere)
    await page.getByRole('button', { name: 'Enregistrer' }).click()
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    expect([await given(), (await given(elsewhere)).length]).toEqual([[], 1])
  })

  it('is deleted once its name is typed, and not before; no app is given it from then on', async () => {
    await add('doomed')
    await show()
    await choose('doomed', /^Supprimer la clé/)
    const dialog = page.getByRole('alertdialog')
    const confirm = dialog.getByRole('button', { name: 'Supprimer' })
    await dialog.getByLabel(/Pour confirmer/).fill(`${run} doome`)
    expect(await confirm.isDisabled()).toBe(true)
    expect(await seriousViolations(page)).toEqual([])
    await dialog.getByLabel(/Pour confirmer/).fill(`${run} doomed`)
    await confirm.click()
    await page.getByRole('alertdialog').waitFor({ state: 'detached' })
    await row('doomed').waitFor({ state: 'detached' })
    expect(await given()).toEqual([])
  })

  it('comes back as it was when its deletion is undone within ten seconds', async () => {
    await toast('supprimée').getByRole('button', { name: 'Rétablir' }).click()
    await row('doomed').waitFor()
    expect((await given()).map(({ name }) => name)).toEqual([`${run} doomed`])
  })

  it('is edited, tested and deleted by letters while the focus is in its row', async () => {
    const menu = page.getByRole('button', { name: `Actions pour ${run} doomed` })
    await menu.focus()
    await page.keyboard.press('e')
    await page.getByRole('dialog', { name: 'Modifier la clé' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    expect(await menu.evaluate((button) => button === document.activeElement)).toBe(true)
    await page.keyboard.press('d')
    await page.getByRole('alertdialog', { name: 'Supprimer la clé' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('alertdialog').waitFor({ state: 'hidden' })
    await page.keyboard.press('t')
    await page.getByRole('dialog', { name: 'Test de la clé' }).waitFor()
    await page.getByText('Aucun test n’est prévu pour ce fournisseur.').waitFor()
    await page.keyboard.press('Escape')
  })
})

describe('a test with the provider', () => {
  const sample = (behaviour: string) =>
    sandboxKeys.find((key) => key.provider === 'gemini' && key.behaviour === behaviour)?.key ?? ''

  it.each([
    ['suspended', 'Clé invalide'],
    ['rate-limited-day', 'Limite atteinte'],
    ['overloaded', 'Fournisseur surchargé'],
    ['no-model', 'Le fournisseur accepte cette clé'],
  ])('says of a key that is %s: %s', async (behaviour, said) => {
    const name = `${run} ${behaviour}`
    await operator().create({ provider: 'gemini', name, key: sample(behaviour) })
    await show(`q=${run}`)
    await choose(behaviour, /^Tester/)
    await page.getByRole('dialog').getByText(said).waitFor()
    expect(await seriousViolations(page)).toEqual([])
    await page.keyboard.press('Escape')
    const key = await keyNamed(behaviour)
    expect(key).toMatchObject({ usageCount: 0, errorCount: 0, isActive: true })
    await operator().remove(key?.id ?? '')
  })
})

describe('many keys', () => {
  const names = ['a', 'b', 'c'].map((letter) => `many ${letter}`)

  const tick = async (...ticked: string[]) => {
    for (const name of ticked) await row(name).getByRole('checkbox').check()
  }

  const bar = () => page.getByRole('group', { name: 'Actions sur la sélection' })

  it('are switched off and on together', async () => {
    for (const name of names) await add(name)
    await show()
    await tick(...names)
    await bar().getByRole('button', { name: 'Désactiver' }).click()
    await toast('3 clés désactivées').waitFor()
    const left = (await given()).map(({ name }) => name)
    expect(left).not.toContain(`${run} many a`)
    await bar().getByRole('button', { name: 'Activer', exact: true }).click()
    await toast('3 clés activées').waitFor()
    expect((await given()).length).toBe(left.length + 3)
  })

  it('are given one pool and one weight, and nothing else changes', async () => {
    await bar().getByRole('button', { name: 'Modifier' }).click()
    const dialog = page.getByRole('dialog', { name: 'Modifier 3 clés' })
    await dialog.getByLabel('Groupe de quota', { exact: true }).fill('projects/many')
    await dialog.getByLabel('Poids').fill('7')
    await dialog.getByRole('button', { name: 'Enregistrer' }).click()
    await toast('3 clés modifiées').waitFor()
    for (const name of names) {
      expect(await keyNamed(name)).toMatchObject({
        provider,
        quotaPool: 'projects/many',
        weight: 7,
      })
    }
  })

  it('that could not be tested are listed with the reason', async () => {
    await bar().getByRole('button', { name: 'Plus d’actions' }).click()
    await page.getByRole('menuitem', { name: 'Tester' }).click()
    const dialog = page.getByRole('dialog', { name: 'L’action a échoué pour 3 clés' })
    await dialog.getByText(`${run} many a`).waitFor()
    expect(await dialog.getByText('Aucun test n’est prévu').count()).toBe(3)
    expect(await seriousViolations(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Fermer' }).click()
  })

  it('are deleted once their number is typed, and come back together', async () => {
    await bar().getByRole('button', { name: 'Plus d’actions' }).click()
    await page.getByRole('menuitem', { name: 'Supprimer' }).click()
    const dialog = page.getByRole('alertdialog', { name: 'Supprimer 3 clés' })
    await dialog.getByLabel(/Pour confirmer/).fill('3')
    await dialog.getByRole('button', { name: 'Supprimer' }).click()
    await row('many a').waitFor({ state: 'detached' })
    await toast('3 clés supprimées').getByRole('button', { name: 'Rétablir' }).click()
    await toast('3 clés rétablies').waitFor()
    for (const name of names) await row(name).waitFor()
  })
})
