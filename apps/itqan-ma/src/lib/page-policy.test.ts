import { expect, it } from 'vitest'
import { pagePolicy } from './page-policy'

const policyOf = (isDevelopment: boolean) =>
  new Map(
    pagePolicy({ nonce: 'bm9uY2U=', isDevelopment })
      .split('; ')
      .map((rule) => [rule.split(' ', 1).join(''), rule]),
  )

it('lets run what carries the nonce, and no other script', () => {
  expect(policyOf(false).get('script-src')).toBe("script-src 'nonce-bm9uY2U=' 'strict-dynamic'")
})

it('lets a page reach its own server alone, whatever it loads', () => {
  const rules = [...policyOf(false).values()].join(' ')
  expect(rules).not.toMatch(/\*|https?:|data:|blob:|unsafe-eval|ws:/)
  expect(policyOf(false).get('default-src')).toBe("default-src 'none'")
  expect(policyOf(false).get('frame-ancestors')).toBe("frame-ancestors 'none'")
  expect(policyOf(false).get('base-uri')).toBe("base-uri 'none'")
})

it('gives way in development alone', () => {
  expect(policyOf(true).get('script-src')).toContain("'unsafe-eval'")
})
