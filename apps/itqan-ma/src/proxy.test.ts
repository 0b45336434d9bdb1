import { NextRequest } from 'next/server'
import { expect, it } from 'vitest'
import { proxy } from './proxy'

const answerTo = (headers: Record<string, string>) =>
  proxy(new NextRequest('http://127.0.0.1:3000/', { headers })).headers

it('has browsers keep to HTTPS once they came by it, and not before', () => {
  const name = 'strict-transport-security'
  expect(answerTo({ 'x-forwarded-proto': 'https' }).get(name)).toBe('max-age=15552000')
  expect(answerTo({ 'x-forwarded-proto': 'http' }).get(name)).toBeNull()
  expect(answerTo({}).get(name)).toBeNull()
})

it('tells the page the nonce that its policy asks for', () => {
  const headers = answerTo({ 'x-nonce': 'of-the-caller' })
  const [, nonce] = /'nonce-([^']+)'/.exec(headers.get('content-security-policy') ?? '') ?? []
  expect(nonce).toHaveLength(24)
  expect(headers.get('x-middleware-request-x-nonce')).toBe(nonce)
})
