import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { sandboxKeys } from '../packages/provider-sandbox/src'
import { launchBrowser, openPage, pictureFile, signIn } from './browser'

const { dashboard, itqanMa, sandbox } = inject('stack')
const POLITE =
  'Notre assistant est momentanément indisponible. Merci de réessayer dans quelques minutes.'

let browser: Browser
let operator: Page
let visitor: Page

beforeAll(async () => {
  browser = await launchBrowser()
  operator = await openPage(browser)
  visitor = await openPage(browser)
  await signIn(operator)
})

afterAll(() => browser.close())

const row = (name: string): Locator => operator.getByRole('row').filter({ hasText: name })
const switchOf = (name: string): Locator => operator.getByRole('switch', { name, exact: true })

async function usesOf(name: string): Promise<number> {
  const cell = row(name).getByRole('cell').filter({ hasText: 'Utilisations' })
  return Number((await cell.innerText()).replaceAll(/\D/g, ''))
}

async function setActive(name: string, active: boolean): Promise<void> {
  const toggle = switchOf(name)
  if ((await toggle.getAttribute('aria-checked')) !== String(active)) await toggle.click()
  await expect.poll(() => activeInDatabase(name)).toBe(active)
}

/** As the server has it: a switch on the page moves before the answer is there. */
async function activeInDatabase(name: string): Promise<boolean | undefined> {
  const response = await operator.request.get(`${dashboard}/api/trpc/keys.list`)
  const { result } = (await response.json()) as {
    result: { data: { json: { name: string; isActive: boolean }[] } }
  }
  return result.data.json.find((key) => key.name === name)?.isActive
}

async function keyNames(): Promise<string[]> {
  const switches = await operator.getByRole('switch').all()
  return Promise.all(
    switches.map(async (toggle) => (await toggle.getAttribute('aria-label')) ?? ''),
  )
}

async function onlyActive(name: string | null): Promise<void> {
  for (const each of await keyNames()) await setActive(each, each === name)
}

async function keysUsed(): Promise<(string | null)[]> {
  const response = await fetch(`${sandbox}/__sandbox/requests`)
  const requests = (await response.json()) as { keyName: string | null }[]
  return requests.map(({ keyName }) => keyName)
}

async function askForBrief(description: string): Promise<void> {
  await visitor.goto(itqanMa)
  await visitor.getByLabel('Décrivez le site ou l’application que vous souhaitez').fill(description)
  await visitor.getByRole('button', { name: 'Rédiger le brief' }).click()
}

const phase = () => visitor.getByTestId('phase').getAttribute('data-phase')

const healthy = sandboxKeys.filter(({ behaviour }) => behaviour === 'healthy')
const key = healthy[2]?.key ?? ''

describe('the main job', () => {
  it('adds a key in the dashboard, and shows only its mask', async () => {
    await operator.getByRole('button', { name: 'Ajouter une clé' }).first().click()
    const dialog = operator.getByRole('dialog')
    await dialog.getByLabel('Fournisseur').selectOption('gemini')
    await dialog.getByLabel('Nom').fill('Ajoutée à la main')
    await dialog.getByLabel('Clé', { exact: true }).fill(key)
    await dialog.getByRole('button', { name: 'Ajouter la clé' }).click()
    await row('Ajoutée à la main').waitFor()
    expect(await row('Ajoutée à la main').innerText()).toContain(`AIza…${key.slice(-4)}`)
    expect(await operator.content()).not.toContain(key)
  })

  it('streams a brief with that key, and the dashboard shows the use without a reload', async () => {
    await onlyActive('Ajoutée à la main')
    const before = await usesOf('Ajoutée à la main')

    await askForBrief('Un site pour un riad de neuf chambres à Fès, avec réservation')
    await expect.poll(phase, { timeout: 20_000 }).toBe('writing')
    const early = (await visitor.getByTestId('brief').innerText()).length
    await expect.poll(phase, { timeout: 30_000 }).toBe('done')

    const brief = await visitor.getByTestId('brief').innerText()
    expect(brief.length).toBeGreaterThan(early)
    expect(brief).toContain('Portée')
    expect(brief).toContain('Questions à trancher')
    expect((await keysUsed()).at(-1)).toBe('Bac à sable – saine 3')
    await expect.poll(() => usesOf('Ajoutée à la main'), { timeout: 2_000 }).toBe(before + 1)
  })

  it('uses another key for the next request once that one is switched off', async () => {
    await setActive('Bac à sable – saine 1', true)
    await setActive('Ajoutée à la main', false)
    await askForBrief('Une application pour une coopérative d’huile d’argan')
    await expect.poll(phase, { timeout: 30_000 }).toBe('done')
    expect((await keysUsed()).at(-1)).toBe('Bac à sable – saine 1')
  })

  it('passes over limited and revoked keys without the visitor noticing', async () => {
    for (const name of await keyNames()) await setActive(name, !name.includes('saine 2'))
    await fetch(`${sandbox}/__sandbox/requests`, { method: 'DELETE' })
    await askForBrief('Un portail pour une clinique à Rabat')
    await expect.poll(phase, { timeout: 30_000 }).toBe('done')
    const asked = await keysUsed()
    expect(asked).toHaveLength(3)
    expect(asked).toContain('Bac à sable – limitée à la minute')
    expect(asked).toContain('Bac à sable – révoquée')
  })

  it('says a polite sentence when every key is off', async () => {
    await onlyActive(null)
    await askForBrief('Un site pour une école de surf à Taghazout')
    await expect.poll(phase, { timeout: 30_000 }).toBe('failed')
    expect(await visitor.getByTestId('problem').innerText()).toContain(POLITE)
  })

  it('never gives the browser of a visitor a key', async () => {
    const bodies: Promise<string>[] = []
    visitor.on('response', (response) => bodies.push(response.text().catch(() => '')))
    await setActive('Bac à sable – saine 1', true)
    await askForBrief('Un site pour un riad de neuf chambres à Fès')
    await expect.poll(phase, { timeout: 30_000 }).toBe('done')
    const received = (await Promise.all(bodies)).join('\n')
    expect(received).toContain('/_next/')
    expect(received).not.toMatch(/AIza/)
  })

  it('leaves a page that tells what happened, as the README shows it', async () => {
    for (const name of await keyNames()) await setActive(name, !name.includes('saine 2'))
    await operator.bringToFront()
    await operator.mouse.move(0, 0)
    expect(await row('limitée à la minute').innerText()).toContain('Quota exceeded')
    await operator.screenshot({ path: pictureFile('dashboard.png'), animations: 'disabled' })
    await visitor.screenshot({ path: pictureFile('itqan-ma.png'), animations: 'disabled' })
  })
})
