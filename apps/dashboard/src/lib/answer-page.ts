import { randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { NONCE_HEADER } from './nonce-header'
import { pagePolicy } from './page-policy'

/** Half a year, in seconds. Other names under the domain may be none of ours. */
const HTTPS_ONLY = 'max-age=15552000'

/** Headers of a page that a build cannot know: a fresh nonce, and whether there is HTTPS to keep to. */
export function answerPage(
  request: NextRequest,
  { dashboardUrl, isDevelopment }: { dashboardUrl: string; isDevelopment: boolean },
): NextResponse {
  const nonce = randomBytes(16).toString('base64')
  const policy = pagePolicy({ nonce, isDevelopment })
  const headers = new Headers(request.headers)
  // Next reads the nonce for its own scripts from here, the layout for the theme's from there.
  headers.set('content-security-policy', policy)
  headers.set(NONCE_HEADER, nonce)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('Content-Security-Policy', policy)
  if (dashboardUrl.startsWith('https://')) {
    response.headers.set('Strict-Transport-Security', HTTPS_ONLY)
  }
  return response
}
