import { NextRequest } from 'next/server'
import { expect, it } from 'vitest'
import { answerPage } from './answer-page'

const answerTo = (dashboardUrl: string, headers: Record<string, string> = {}) =>
  answerPage(new NextRequest('http://127.0.0.1:3001/keys', { headers }), {
    dashboardUrl,
    isDevelopment: false,
  }).headers

it('has browsers keep to HTTPS where the dashboard is served by it', () => {
  const name = 'strict-transport-security'
  expect(answerTo('https://keys.example').get(name)).toBe('max-age=15552000')
  expect(answerTo('http://localhost:3001').get(name)).toBeNull()
  // Whoever asks does not say what the dashboard is served by.
  expect(answerTo('http://localhost:3001', { 'x-forwarded-proto': 'https' }).get(name)).toBeNull()
})

it('tells the page the nonce that its policy asks for', () => {
  const headers = answerTo('https://keys.example', { 'x-nonce': 'of-the-caller' })
  const [, nonce] = /'nonce-([^']+)'/.exec(headers.get('content-security-policy') ?? '') ?? []
  expect(nonce).toHaveLength(24)
  expect(headers.get('x-middleware-request-x-nonce')).toBe(nonce)
})
