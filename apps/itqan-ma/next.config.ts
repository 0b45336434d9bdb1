import { existsSync } from 'node:fs'
import path from 'node:path'
import type { NextConfig } from 'next'
import createNextIntlPlugin from 'next-intl/plugin'

const workspaceRoot = path.resolve(import.meta.dirname, '../..')

const config: NextConfig = {
  transpilePackages: [
    '@itqan/keys-client',
    '@itqan/keys-contract',
    '@itqan/keys-router',
    '@itqan/keys-store',
  ],
  serverExternalPackages: ['@prisma/client', '@prisma/adapter-pg', 'pg'],
  poweredByHeader: false,
  outputFileTracingRoot: workspaceRoot,
  turbopack: { root: workspaceRoot },
  allowedDevOrigins: ['127.0.0.1'],
}

const withNextIntl = createNextIntlPlugin('./src/i18n/request.ts')

/** One `.env.local` at the root serves every app of the workspace; what is set already wins. */
export default function nextConfig(): NextConfig {
  const file = path.join(workspaceRoot, '.env.local')
  if (existsSync(file)) process.loadEnvFile(file)
  // A constant of the build: without it the bundler leaves the database's code out altogether.
  const hasDatabase = process.env.KEYS_SOURCE === 'database'
  return withNextIntl({ ...config, env: { ITQAN_MA_HAS_DATABASE: hasDatabase ? 'yes' : 'no' } })
}
