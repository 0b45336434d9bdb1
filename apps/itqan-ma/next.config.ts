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
