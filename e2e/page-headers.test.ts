import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { launchBrowser, openPage, signIn } from './browser'

const { dashboard, itqanMa, secret, email } = inject('stack')

let browser: Browser

beforeAll(async () => {
  browser = await launchBrowser()
})

afterAll(() => browser.close())

/** A visitor, and what its browser refused to load or run. */
async function openWatchedPage(): Promise<{ page: Page; refused: string[] }> {
  const page = await openPage(browser)
  const refused: string[] = []
  page.on('console', (message) => {
    if (/Content.Security.Policy|Permissions.Policy/i.test(message.text())) {
      refused.push(message.text())
    }
  })
  page.on('pageerror', (error) => refused.push(error.message))
  return { page, refused }
}

async function choose(page: Page, theme: 'Sombre' | 'Clair'): Promise<void> {
  await page.getByRole('button', { name: 'Thème' }).click()
  await page.getByRole('menuitemradio', { name: theme }).click()
}

const classOf = (page: Page) => page.locator('html').getAttribute('class')

async function addKey(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Ajouter une clé' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Fournisseur', { exact: true }).selectOption('mistral')
  await dialog.getByLabel('Nom', { exact: true }).fill(name)
  await dialog.getByLabel('Clé', { exact: true }).fill(`mistral-${name}-${'k'.repeat(24)}`)
  await dialog.getByRole('button', { name: 'Ajouter la clé' }).click()
  await page.getByRole('row').filter({ hasText: name }).waitFor()
}

async function removeKey(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `Actions pour ${name}` }).click()
  await page.getByRole('menuitem', { name: 'Supprimer la clé' }).click()
  const dialog = page.getByRole('alertdialog')
  await dialog.getByLabel(/Pour confirmer/).fill(name)
  await dialog.getByRole('button', { name: 'Supprimer' }).click()
  await page.getByRole('row').filter({ hasText: name }).waitFor({ state: 'detached' })
  await page.locator('[data-sonner-toast]').first().waitFor()
}

describe('the policy of a page', () => {
  it('lets the dashboard do all it does', async () => {
    const { page, refused } = await openWatchedPage()
    await signIn(page)
    await choose(page, 'Sombre')
    expect(await classOf(page)).toContain('dark')
    await page.reload()
    expect(await classOf(page)).toContain('dark')
    await addKey(page, 'Policy')
    await removeKey(page, 'Policy')
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('button', { name: 'Add a key' }).first().waitFor()
    await page.goto(`${dashboard}/nowhere`)
    expect(refused).toEqual([])
  })

  it('lets itqan-ma do all it does', async () => {
    const { page, refused } = await openWatchedPage()
    await page.goto(itqanMa)
    await page.getByRole('button', { name: 'Rédiger le brief' }).waitFor()
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('button', { name: 'Write the brief' }).waitFor()
    expect(refused).toEqual([])
  })

  it.each([
    ['the dashboard', `${dashboard}/sign-in`],
    ['itqan-ma', itqanMa],
  ])('keeps a script out that somebody slipped into a page of %s', async (_app, url) => {
    const { page } = await openWatchedPage()
    const slipped =
      '<img src="x" onerror="window.slipped=1"><script>window.slipped=1</script></body>'
    await page.route(url, async (route) => {
      const response = await route.fetch()
      const body = (await response.text()).replace('</body>', slipped)
      await route.fulfill({ response, body })
    })
    await page.goto(url, { waitUntil: 'networkidle' })
    expect(await page.evaluate('window.slipped')).toBeUndefined()
  })

  it.each([
    ['the dashboard', `${dashboard}/sign-in`],
    ['itqan-ma', itqanMa],
  ])('of %s is another for each page, and lets no other site in', async (_app, url) => {
    const policies = await Promise.all(
      [1, 2].map(async () => {
        const { headers } = await fetch(url)
        expect(headers.get('x-frame-options')).toBe('DENY')
        expect(headers.get('x-content-type-options')).toBe('nosniff')
        expect(headers.get('referrer-policy')).toBe('same-origin')
        expect(headers.get('permissions-policy')).toContain('camera=()')
        expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
        // Over plain HTTP a browser must ignore it, and a name would be locked by mistake.
        expect(headers.get('strict-transport-security')).toBeNull()
        return headers.get('content-security-policy') ?? ''
      }),
    )
    for (const policy of policies) {
      expect(policy).toMatch(/script-src 'nonce-[\w+/=]{22,}' 'strict-dynamic';/)
      expect(policy).toContain("frame-ancestors 'none'")
    }
    expect(new Set(policies).size).toBe(2)
  })
})

describe('where a request came from', () => {
  const list = (headers: Record<string, string>) =>
    fetch(`${dashboard}/api/internal/api-keys`, {
      headers: { authorization: `Bearer ${secret}`, ...headers },
    })

  it('a call that a proxy took in clear is refused, and told what to mend', async () => {
    for (const headers of [{ 'x-forwarded-proto': 'http' }, { 'x-forwarded-for': '192.0.2.7' }]) {
      const response = await list({ ...headers, 'x-itqan-transport': 'https' })
      expect(response.status).toBe(403)
      expect(response.headers.get('cache-control')).toBe('no-store')
      expect(((await response.json()) as { error: string }).error).toContain('https://')
    }
    const typed = await fetch(`${dashboard}/api/internal/trpc/list`, {
      headers: { authorization: `Bearer ${secret}`, 'x-forwarded-proto': 'http' },
    })
    expect(typed.status).toBe(403)
    expect(JSON.stringify(await typed.json())).toContain('https_required')
  })

  it('a call that a proxy took by HTTPS is answered, and so is one of this machine', async () => {
    expect((await list({ 'x-forwarded-proto': 'https' })).status).toBe(200)
    expect((await list({})).status).toBe(200)
  })
})

describe('line 30: signing in', () => {
  it('is limited, whatever address a caller claims, and the page says for how long', async () => {
    const { page } = await openWatchedPage()
    await page.goto(`${dashboard}/sign-in`)
    await page.getByLabel('Adresse e-mail').fill(`nobody-${email}`)
    await page.getByLabel('Mot de passe', { exact: true }).fill('not-the-password')
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const answered = page.waitForResponse(/sign-in\/email/)
      await page.getByRole('button', { name: 'Se connecter' }).click()
      expect((await answered).status()).toBe(401)
      await page.getByText('Adresse ou mot de passe incorrect.').waitFor()
    }
    await page.setExtraHTTPHeaders({
      'x-forwarded-for': '192.0.2.99',
      'x-itqan-peer': '192.0.2.99',
    })
    await page.getByRole('button', { name: 'Se connecter' }).click()
    await page.getByText(/Réessayez dans 15 minutes/).waitFor()
  })
})
