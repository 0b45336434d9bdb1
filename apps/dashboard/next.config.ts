import path from 'node:path'
import { loadEnvConfig } from '@next/env'
import type { NextConfig } from 'next'
import { PHASE_DEVELOPMENT_SERVER } from 'next/constants'
import createNextIntlPlugin from 'next-intl/plugin'

const workspaceRoot = path.resolve(import.meta.dirname, '../..')

const headers = [
  // No other site may frame a page on which keys are switched off and deleted.
  {
    key: 'Content-Security-Policy',
    value: "frame-ancestors 'none'; base-uri 'self'; object-src 'none'",
  },
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'same-origin' },
]

const config: NextConfig = {
  poweredByHeader: false,
  outputFileTracingRoot: workspaceRoot,
  turbopack: { root: workspaceRoot },
  transpilePackages: ['@itqan/keys-contract', '@itqan/keys-router', '@itqan/keys-store'],
  serverExternalPackages: ['@prisma/client', '@prisma/adapter-pg', 'pg', '@electric-sql/pglite'],
  allowedDevOrigins: ['127.0.0.1'],
  headers: async () => [{ source: '/:path*', headers }],
}

const withNextIntl = createNextIntlPlugin('./src/i18n/request.ts')

/** One `.env.local` at the root serves every app of the workspace. */
export default function nextConfig(phase: string): NextConfig {
  const dev = phase === PHASE_DEVELOPMENT_SERVER
  // Filled here, read in `env.ts`.
  const { env } = process
  const before = { ...env }
  // Forced, because Next has read this folder's files already and would answer from its cache.
  loadEnvConfig(workspaceRoot, dev, console, true)
  // Forcing also drops what Next itself has set since it started.
  Object.assign(env, before)
  return withNextIntl(config)
}
