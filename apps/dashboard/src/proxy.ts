import type { NextRequest, NextResponse } from 'next/server'
import { getEnv, isDevelopment } from './env'
import { answerPage } from './lib/answer-page'

/** Locks nothing: every page, and every procedure behind it, looks at the session itself. */
export function proxy(request: NextRequest): NextResponse {
  return answerPage(request, { dashboardUrl: getEnv().dashboardUrl, isDevelopment })
}

export const config = { matcher: '/((?!api/|_next/).*)' }
