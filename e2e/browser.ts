import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'
import { inject } from 'vitest'

/** Debian's Chromium, as `.ci/run` installs it. `CHROMIUM` names another. */
const executablePath = process.env['CHROMIUM'] || '/usr/bin/chromium'

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
  })
}

/** A new visitor, who reads French. */
export async function openPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    locale: 'fr-FR',
    timezoneId: 'Africa/Casablanca',
    viewport: { width: 1280, height: 820 },
  })
  return context.newPage()
}

/** Signs the first administrator in. */
export async function signIn(page: Page, stack = inject('stack')): Promise<void> {
  const { dashboard, email, password } = stack
  await page.goto(`${dashboard}/sign-in`)
  await page.getByLabel('Adresse e-mail').fill(email)
  await page.getByLabel('Mot de passe', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Se connecter' }).click()
  await page.waitForURL(`${dashboard}/keys`)
  await page.getByRole('button', { name: 'Ajouter une clé' }).first().waitFor()
}

/** Where a picture goes: into the README's folder when `PICTURES` names it, else out of the way. */
export function pictureFile(name: string): string {
  return path.join(
    path.resolve(import.meta.dirname, '..', process.env['PICTURES'] || tmpdir()),
    name,
  )
}
