import { existsSync } from 'node:fs'
import path from 'node:path'
import type { NextConfig } from 'next'
import createNextIntlPlugin from 'next-intl/plugin'

const workspaceRoot = path.resolve(import.meta.dirname, '../..')

/** On every answer. What a page may load, and HTTPS, `src/proxy.ts` says. */
const headers = [
  // No other site may frame a page and have its visitors click.
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
  transpilePackages: [
    '@itqan/keys-client',
    '@itqan/keys-contract',
    '@itqan/keys-router',
    '@itqan/keys-store',
    '@itqan/life-cycle',
    '@itqan/telemetry',
  ],
  poweredByHeader: false,
  // A folder that runs without the repository: `scripts/standalone/complete.ts` adds what Next leaves out.
  output: 'standalone',
  outputFileTracingRoot: workspaceRoot,
  turbopack: { root: workspaceRoot },
  allowedDevOrigins: ['127.0.0.1'],
  headers: async () => [
    { source: '/:path*', headers },
    { source: '/api/:path*', headers: apiHeaders },
  ],
}

const withNextIntl = createNextIntlPlugin('./src/i18n/request.ts')

/** One `.env.local` at the root serves every app of the workspace; what is set already wins. */
export default function nextConfig(): NextConfig {
  const file = path.join(workspaceRoot, '.env.local')
  if (existsSync(file)) process.loadEnvFile(file)
  return withNextIntl({ ...config, ...buildOf(process.env.KEYS_SOURCE) })
}

/**
 * Two builds that stand side by side: only the one for the shared database holds Prisma. The constant
 * lets the bundler leave it out of the other.
 */
function buildOf(keysSource = ''): NextConfig {
  // Else a slip of the pen would build for the dashboard, and be found at the start.
  if (!/^(dashboard|database|env)?$/.test(keysSource)) {
    throw new Error('KEYS_SOURCE must be dashboard, database or env')
  }
  if (keysSource !== 'database') {
    return { distDir: '.next', env: { ITQAN_MA_HAS_DATABASE: 'no' } }
  }
  return {
    distDir: '.next-database',
    env: { ITQAN_MA_HAS_DATABASE: 'yes' },
    serverExternalPackages: ['@prisma/client', '@prisma/adapter-pg', 'pg'],
  }
}
