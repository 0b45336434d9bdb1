import { existsSync } from 'node:fs'
import path from 'node:path'
import type { NextConfig } from 'next'
import createNextIntlPlugin from 'next-intl/plugin'

const workspaceRoot = path.resolve(import.meta.dirname, '../..')

/** On every answer. What a page may load, and HTTPS, `src/proxy.ts` says. */
const headers = [
  // No other site may frame a page on which keys are switched off and deleted.
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  {
    key: 'Permissions-Policy',
    value: 'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()',
  },
]

/** An answer of the API that a browser shows as a page loads nothing. */
const apiHeaders = [
  { key: 'Content-Security-Policy', value: "default-src 'none'; frame-ancestors 'none'" },
]

const config: NextConfig = {
  poweredByHeader: false,
  // A folder that runs without the repository: `scripts/standalone/complete.ts` adds what Next leaves out.
  output: 'standalone',
  outputFileTracingRoot: workspaceRoot,
  turbopack: { root: workspaceRoot },
  transpilePackages: [
    '@itqan/keys-client',
    '@itqan/keys-contract',
    '@itqan/keys-router',
    '@itqan/keys-store',
    '@itqan/life-cycle',
    '@itqan/telemetry',
  ],
  serverExternalPackages: ['@prisma/client', '@prisma/adapter-pg', 'pg', '@electric-sql/pglite'],
  allowedDevOrigins: ['127.0.0.1'],
  // The keys page asks each second: the terminal is for what people do.
  logging: { incomingRequests: { ignore: [/^\/api\/trpc\//] } },
  headers: async () => [
    { source: '/:path*', headers },
    { source: '/api/:path*', headers: apiHeaders },
  ],
}

const withNextIntl = createNextIntlPlugin({
  requestConfig: './src/i18n/request.ts',
  // Compiled while building: a browser that reads no ICU loads 8 KB less.
  experimental: {
    messages: { path: './messages', format: 'json', locales: 'infer', precompile: true },
  },
})

/** One `.env.local` at the root serves every app of the workspace; what is set already wins. */
export default function nextConfig(): NextConfig {
  const file = path.join(workspaceRoot, '.env.local')
  if (existsSync(file)) process.loadEnvFile(file)
  return withNextIntl(config)
}
