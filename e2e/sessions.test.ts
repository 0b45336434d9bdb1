import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { launchBrowser, openPage, signIn } from './browser'

const { dashboard, secret, email } = inject('stack')

let browser: Browser
let operator: Page

beforeAll(async () => {
  browser = await launchBrowser()
  operator = await openPage(browser)
  await signIn(operator)
})

afterAll(() => browser.close())

const cookies = async () =>
  (await operator.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')

const input = encodeURIComponent(JSON.stringify({ json: {} }))

describe('without a session', () => {
  it.each(['/', '/keys'])('the page %s leads to the sign-in', async (path) => {
    const response = await fetch(`${dashboard}${path}`, { redirect: 'manual' })
    const page = await response.text()
    const target = response.headers.get('location') ?? page
    expect(target).toMatch(/\/(keys|sign-in)/)
    expect(page).not.toMatch(/AIza\w/)
    const followed = await fetch(`${dashboard}${path}`)
    expect(new URL(followed.url).pathname).toBe('/sign-in')
  })

  it.each([
    ['GET', 'keys.list'],
    ['POST', 'keys.create'],
    ['POST', 'keys.setActive'],
    ['POST', 'keys.remove'],
    ['POST', 'keys.resetErrors'],
    ['POST', 'keys.clearCooldowns'],
    ['POST', 'keys.update'],
    ['POST', 'keys.undoRemove'],
    ['POST', 'keys.test'],
  ])('%s %s is refused', async (method, procedure) => {
    const response = await fetch(`${dashboard}/api/trpc/${procedure}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(method === 'POST' ? { body: '{"json":{}}' } : {}),
    })
    expect(response.status).toBe(401)
  })

  it('nobody signs up', async () => {
    const response = await fetch(`${dashboard}/api/auth/sign-up/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: dashboard },
      body: JSON.stringify({ email: 'a@b.example', password: 'long-enough-password', name: 'a' }),
    })
    expect(response.status).toBeGreaterThanOrEqual(400)
  })

  it('a wrong password is refused in one sentence', async () => {
    const page = await openPage(browser)
    await page.goto(`${dashboard}/sign-in`)
    await page.getByLabel('Adresse e-mail').fill(email)
    await page.getByLabel('Mot de passe', { exact: true }).fill('not-the-password')
    await page.getByRole('button', { name: 'Se connecter' }).click()
    await page.getByText('Adresse ou mot de passe incorrect.').waitFor()
  })
})

describe('neither side takes the other’s credential', () => {
  it('the internal API refuses a session', async () => {
    const headers = { cookie: await cookies() }
    const typed = await fetch(`${dashboard}/api/internal/trpc/list?input=${input}`, { headers })
    const rest = await fetch(`${dashboard}/api/internal/api-keys`, { headers })
    expect([typed.status, rest.status]).toEqual([401, 401])
  })

  it('the pages’ API refuses the internal secret', async () => {
    const headers = { authorization: `Bearer ${secret}` }
    const response = await fetch(`${dashboard}/api/trpc/keys.list`, { headers })
    expect(response.status).toBe(401)
  })

  it('and each takes its own', async () => {
    const session = await fetch(`${dashboard}/api/trpc/keys.list`, {
      headers: { cookie: await cookies() },
    })
    const internal = await fetch(`${dashboard}/api/internal/trpc/list?input=${input}`, {
      headers: { authorization: `Bearer ${secret}` },
    })
    expect([session.status, internal.status]).toEqual([200, 200])
    expect(session.headers.get('cache-control')).toContain('no-store')
    expect(internal.headers.get('cache-control')).toContain('no-store')
    expect(await session.text()).not.toMatch(/AIzaSandbox/)
  })
})

describe('with a session', () => {
  it('another site’s request is refused', async () => {
    const response = await fetch(`${dashboard}/api/trpc/keys.remove`, {
      method: 'POST',
      headers: {
        cookie: await cookies(),
        'content-type': 'application/json',
        origin: 'https://elsewhere.example',
      },
      body: '{"json":{"keyIds":["x"]}}',
    })
    expect(response.status).toBe(403)
  })

  it('signing out ends it at once', async () => {
    const page = await openPage(browser)
    await signIn(page)
    const before = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`)
    await page.getByRole('button', { name: /Compte de/ }).click()
    await page.getByRole('menuitem', { name: 'Se déconnecter' }).click()
    await page.waitForURL(/sign-in/)
    const response = await fetch(`${dashboard}/api/trpc/keys.list`, {
      headers: { cookie: before.join('; ') },
    })
    expect(response.status).toBe(401)
  })
})
