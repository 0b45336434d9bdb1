import path from 'node:path'
import { loadEnvConfig, updateInitialEnv } from '@next/env'
import type { NextConfig } from 'next'
import { PHASE_DEVELOPMENT_SERVER } from 'next/constants'
import createNextIntlPlugin from 'next-intl/plugin'

const workspaceRoot = path.resolve(import.meta.dirname, '../..')

const config: NextConfig = {
  transpilePackages: ['@itqan/keys-client', '@itqan/keys-contract'],
  poweredByHeader: false,
  outputFileTracingRoot: workspaceRoot,
  turbopack: { root: workspaceRoot },
}

const withNextIntl = createNextIntlPlugin('./src/i18n/request.ts')

/** One `.env.local` at the root serves every app of the workspace. */
export default function nextConfig(phase: string): NextConfig {
  loadRootEnv(phase === PHASE_DEVELOPMENT_SERVER)
  return withNextIntl(config)
}

function loadRootEnv(dev: boolean) {
  // Forced: Next has read this folder's files already, and would answer from its cache.
  const { parsedEnv } = loadEnvConfig(workspaceRoot, dev, console, true)
  // As if the shell had set them: they outlive a reload, and win over this folder's files.
  if (parsedEnv) updateInitialEnv(parsedEnv)
  loadEnvConfig(import.meta.dirname, dev, console, true)
}
