import { existsSync } from 'node:fs'
import path from 'node:path'
import type { NextConfig } from 'next'
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
  // The keys page asks each second: the terminal is for what people do.
  logging: { incomingRequests: { ignore: [/^\/api\/trpc\//] } },
  headers: async () => [{ source: '/:path*', headers }],
}

const withNextIntl = createNextIntlPlugin('./src/i18n/request.ts')

/** One `.env.local` at the root serves every app of the workspace; what is set already wins. */
export default function nextConfig(): NextConfig {
  const file = path.join(workspaceRoot, '.env.local')
  if (existsSync(file)) process.loadEnvFile(file)
  return withNextIntl(config)
}
