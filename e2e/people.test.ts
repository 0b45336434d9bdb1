import { createHmac } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { launchBrowser, openPage, signIn } from './browser'

const { dashboard } = inject('stack')
const run = Math.random().toString(36).slice(2, 8)
const password = 'quatre lapins sous la pluie'

let browser: Browser
let administrator: Page

beforeAll(async () => {
  browser = await launchBrowser()
  administrator = await openPage(browser)
  await signIn(administrator)
})

afterAll(async () => {
  try {
    await removeAll()
  } finally {
    await browser.close()
  }
})

const email = (who: string) => `zz-${who}-${run}@keys.example`
const row = (who: string) =>
  administrator
    .getByRole('list', { name: 'Personnes ayant un compte' })
    .getByRole('listitem')
    .filter({ hasText: email(who) })

/** Leaves the dashboard as it was. */
async function removeAll(): Promise<void> {
  await administrator.goto(`${dashboard}/people`)
  await administrator.getByRole('list', { name: 'Personnes ayant un compte' }).waitFor()
  for (const who of ['operator', 'viewer', 'keeper']) {
    if ((await row(who).count()) === 0) continue
    await choose(who, 'Supprimer')
    await administrator.getByRole('alertdialog').getByRole('button', { name: 'Supprimer' }).click()
    await row(who).waitFor({ state: 'detached' })
  }
}

async function choose(who: string, deed: string): Promise<void> {
  await row(who)
    .getByRole('button', { name: /^Actions pour/ })
    .click()
  await administrator.getByRole('menuitem', { name: deed }).click()
}

/** Asks for a link as the administrator. */
async function invite(who: string, role: string): Promise<string> {
  await administrator.goto(`${dashboard}/people`)
  await administrator.getByRole('button', { name: 'Inviter une personne' }).click()
  const dialog = administrator.getByRole('dialog')
  await dialog.getByRole('radio', { name: new RegExp(`^${role}`) }).check()
  await dialog.getByLabel('Adresse e-mail (facultative)').fill(email(who))
  await dialog.getByRole('button', { name: 'Créer le lien' }).click()
  const link = await dialog.getByLabel('Lien d’invitation').inputValue()
  await dialog.getByRole('button', { name: 'Terminé' }).click()
  return link
}

/** Opens the link as whoever got it. */
async function accept(link: string, name: string): Promise<Page> {
  const page = await openPage(browser)
  await page.goto(link)
  await page.getByLabel('Votre nom').fill(name)
  await page.getByLabel('Mot de passe', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Créer mon compte' }).click()
  await page.waitForURL(`${dashboard}/keys`)
  return page
}

async function typePassword(page: Page, who: string): Promise<void> {
  await page.goto(`${dashboard}/sign-in`)
  await page.getByLabel('Adresse e-mail').fill(email(who))
  await page.getByLabel('Mot de passe', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Se connecter' }).click()
}

/** The six digits that an authenticator app shows for a key typed by hand. */
function totp(secret: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...secret.replaceAll(' ', '')]
    .map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  const bytes = (bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const digest = createHmac('sha1', Buffer.from(bytes)).update(counter).digest()
  const offset = (digest.at(-1) ?? 0) & 0xf
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

/** Waits for a code that is not this one: none is taken twice. */
async function nextTotp(secret: string, last: string): Promise<string> {
  await expect.poll(() => totp(secret), { timeout: 40_000, interval: 500 }).not.toBe(last)
  return totp(secret)
}

describe('an invitation', () => {
  it('makes an operator, who sees no people and is refused them', async () => {
    const link = await invite('operator', 'Opérateur')
    expect(link).toContain(`${new URL(dashboard).origin}/invitation#`)
    const operator = await accept(link, 'Zora Opératrice')
    expect(await operator.getByRole('link', { name: 'Personnes' }).count()).toBe(0)
    await operator.goto(`${dashboard}/people`)
    await operator.getByRole('heading', { name: 'Réservé aux administrateurs' }).waitFor()
    await operator.goto(link)
    await operator.getByRole('heading', { name: 'Cette invitation n’est plus valable' }).waitFor()
    await operator.context().close()
  })

  it('waits in a list until it is used, and can be revoked before', async () => {
    const link = await invite('revoked', 'Lecteur')
    const button = { name: `Révoquer l’invitation pour ${email('revoked')}` }
    await administrator.getByRole('button', button).click()
    await administrator.getByText(/L’invitation est révoquée/).waitFor()
    await administrator.getByRole('button', button).waitFor({ state: 'detached' })
    const page = await openPage(browser)
    await page.goto(link)
    await page.getByRole('heading', { name: 'Cette invitation n’est plus valable' }).waitFor()
    await page.context().close()
  })

  it('shows the link of the terminal as used, once somebody can sign in', async () => {
    const page = await openPage(browser)
    await page.goto(`${dashboard}/set-up#${'x'.repeat(43)}`)
    await page.getByRole('heading', { name: 'Ce lien n’ouvre rien' }).waitFor()
    await page.context().close()
  })
})

describe('an administrator', () => {
  it('disables a person, whose open page is out at once, and lets them in again', async () => {
    const viewer = await accept(await invite('viewer', 'Lecteur'), 'Victor Lecteur')
    await administrator.reload()
    await choose('viewer', 'Désactiver')
    const dialog = administrator.getByRole('alertdialog')
    await dialog.getByRole('button', { name: 'Désactiver' }).click()
    await row('viewer').getByText('Désactivé').waitFor()
    await viewer.waitForURL(/sign-in/)
    await typePassword(viewer, 'viewer')
    await viewer.getByText(/Votre compte est désactivé/).waitFor()
    await choose('viewer', 'Réactiver')
    await row('viewer').getByText('Actif', { exact: true }).waitFor()
    await typePassword(viewer, 'viewer')
    await viewer.waitForURL(`${dashboard}/keys`)
    await viewer.context().close()
  })

  it('gives another role', async () => {
    await choose('viewer', 'Changer le rôle')
    const dialog = administrator.getByRole('dialog')
    await dialog.getByRole('radio', { name: /^Opérateur/ }).check()
    await dialog.getByRole('button', { name: 'Changer le rôle' }).click()
    await row('viewer').getByText('Opérateur', { exact: true }).waitFor()
  })

  it('sees who was wrong too often, and lifts the lock', async () => {
    const page = await openPage(browser)
    await page.goto(`${dashboard}/sign-in`)
    await page.getByLabel('Adresse e-mail').fill(email('viewer'))
    const enter = async (typed: string, said: RegExp) => {
      await page.getByLabel('Mot de passe', { exact: true }).fill(typed)
      const answered = page.waitForResponse(/sign-in\/email/)
      await page.getByRole('button', { name: 'Se connecter' }).click()
      await answered
      await page.getByText(said).waitFor()
    }
    for (let index = 0; index < 5; index += 1) await enter('pas le bon', /incorrect/)
    await enter(password, /la connexion est verrouillée/)
    await administrator.goto(`${dashboard}/people`)
    await row('viewer')
      .getByText(/Verrouillé, 5 échecs/)
      .waitFor()
    await choose('viewer', 'Lever le verrou')
    await row('viewer').getByText('Actif', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Se connecter' }).click()
    await page.waitForURL(`${dashboard}/keys`)
    await page.context().close()
  })
})

describe('my account', () => {
  let keeper: Page
  let secret = ''
  let code = ''
  let backupCode = ''

  beforeAll(async () => {
    keeper = await accept(await invite('keeper', 'Lecteur'), 'Karima Gardienne')
  })

  it('shows my sessions, of which I end another at once', async () => {
    const other = await openPage(browser)
    await typePassword(other, 'keeper')
    await other.waitForURL(`${dashboard}/keys`)
    await keeper.goto(`${dashboard}/account`)
    await keeper.getByText('cet appareil').waitFor()
    await keeper.getByRole('button', { name: /^Fermer la session Chromium sur Linux/ }).click()
    await keeper.getByText('La session est fermée.').waitFor()
    await other.waitForURL(/sign-in/)
    await other.context().close()
  })

  it('sets up a second factor with an authenticator, and shows the backup codes once', async () => {
    await keeper.goto(`${dashboard}/account`)
    await keeper.getByRole('button', { name: 'Activer' }).click()
    const dialog = keeper.getByRole('dialog')
    await dialog.getByLabel('Mot de passe', { exact: true }).fill(password)
    await dialog.getByRole('button', { name: 'Continuer' }).click()
    await dialog.getByRole('img', { name: /Code QR/ }).waitFor()
    secret = await dialog.locator('code').innerText()
    code = totp(secret)
    await dialog.getByLabel('Code à 6 chiffres').fill(code)
    await dialog.getByRole('button', { name: 'Vérifier et activer' }).click()
    const codes = dialog.getByRole('list', { name: 'Vos codes de secours' })
    await codes.waitFor()
    expect(await codes.getByRole('listitem').count()).toBe(10)
    backupCode = await codes.getByRole('listitem').first().innerText()
    await dialog.getByRole('button', { name: 'Je les ai notés' }).click()
    await keeper.getByText(/^Activée/).waitFor()
    expect(await keeper.content()).not.toContain(backupCode)
  })

  it('asks for a code at the next sign-in, refuses one that was used, and takes the next', async () => {
    const page = await openPage(browser)
    await typePassword(page, 'keeper')
    await page.getByRole('heading', { name: 'Deuxième étape' }).waitFor()
    await page.getByLabel('Code à 6 chiffres').fill(code)
    await page.getByRole('button', { name: 'Vérifier' }).click()
    await page.getByText(/Ce code n’est pas le bon/).waitFor()
    await page.getByRole('button', { name: 'Recommencer' }).click()
    await typePassword(page, 'keeper')
    await page.getByLabel('Code à 6 chiffres').fill(await nextTotp(secret, code))
    await page.getByRole('button', { name: 'Vérifier' }).click()
    await page.waitForURL(`${dashboard}/keys`)
    await page.context().close()
  })

  it('lets me in with a backup code in place of the authenticator', async () => {
    const page = await openPage(browser)
    await typePassword(page, 'keeper')
    await page.getByRole('button', { name: 'Utiliser un code de secours' }).click()
    await page.getByLabel('Code de secours').fill(backupCode)
    await page.getByRole('button', { name: 'Vérifier' }).click()
    await page.waitForURL(`${dashboard}/keys`)
    await page.context().close()
  })

  it('adds a passkey, which signs me in without a password, until I remove it with one', async () => {
    const devtools = await keeper.context().newCDPSession(keeper)
    await devtools.send('WebAuthn.enable')
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
    await keeper.goto(`${dashboard}/account`)
    await keeper.getByRole('button', { name: 'Ajouter une clé d’accès' }).click()
    const dialog = keeper.getByRole('dialog')
    await dialog.getByLabel('Nom').fill('Portable du test')
    await dialog.getByRole('button', { name: 'Ajouter', exact: true }).click()
    await keeper.getByText(/La clé d’accès «\s?Portable du test\s?» est ajoutée/).waitFor()

    const withPassword = await keeper.context().cookies()
    await keeper.context().clearCookies()
    await keeper.goto(`${dashboard}/sign-in`)
    await keeper.getByRole('button', { name: 'Utiliser une clé d’accès' }).click()
    await keeper.waitForURL(`${dashboard}/keys`)

    const remove = keeper.getByRole('button', { name: /^Retirer la clé d’accès Portable/ })
    await keeper.goto(`${dashboard}/account`)
    await remove.click()
    await keeper.getByText(/reconnectez-vous avec votre mot de passe/).waitFor()
    await keeper.context().clearCookies()
    await keeper.context().addCookies(withPassword)
    await keeper.goto(`${dashboard}/account`)
    await remove.click()
    await keeper.getByText('Aucune clé d’accès.').waitFor()
    await keeper.context().clearCookies()
    await keeper.goto(`${dashboard}/sign-in`)
    await keeper.getByRole('button', { name: 'Utiliser une clé d’accès' }).click()
    await keeper.getByText('Aucune clé d’accès n’a été reconnue.').waitFor()
  })
})
