import { randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { isDevelopment } from './env'
import { NONCE_HEADER } from './lib/nonce-header'
import { pagePolicy } from './lib/page-policy'

/** Half a year, in seconds. Other names under the domain may be none of ours. */
const HTTPS_ONLY = 'max-age=15552000'

/** Headers of pages that a build cannot know. It locks nothing. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = randomBytes(16).toString('base64')
  const policy = pagePolicy({ nonce, isDevelopment })
  const headers = new Headers(request.headers)
  // Next reads the nonce for its own scripts from here, the layout for the theme's from there.
  headers.set('content-security-policy', policy)
  headers.set(NONCE_HEADER, nonce)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('Content-Security-Policy', policy)
  if (request.headers.get('x-forwarded-proto') === 'https') {
    response.headers.set('Strict-Transport-Security', HTTPS_ONLY)
  }
  return response
}

export const config = { matcher: '/((?!api/|_next/).*)' }
