import { existsSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import nextEnv from '@next/env'

// Serves a built app of this clone, in this very process: a signal reaches it. It is given what stands in
// its own env files and in the root's `.env.local`, as in development; what is set already wins, then its own.

/** @type {Record<string, string | undefined>} */
const ports = {
  dashboard: process.env.DASHBOARD_PORT || '3001',
  'itqan-ma': process.env.ITQAN_MA_PORT || '3000',
}

const [, , app = ''] = process.argv
const port = ports[app]
if (!port) fail(`which app? ${Object.keys(ports).join(' or ')}`)

const folder =
  path.basename(process.cwd()) === app
    ? process.cwd()
    : path.resolve(import.meta.dirname, '../apps', app)
// `keys sync` writes values for this loader, which reads a `$` in them its own way.
nextEnv.loadEnvConfig(folder, false, { info: () => undefined, error: console.error })
const secrets = path.resolve(folder, '../../.env.local')
if (existsSync(secrets)) process.loadEnvFile(secrets)

const isOnDatabase = app === 'itqan-ma' && process.env.KEYS_SOURCE === 'database'
const build = isOnDatabase ? '.next-database' : '.next'
const server = path.join(folder, build, 'standalone/apps', app, 'server.js')
if (!existsSync(server)) {
  const settings = isOnDatabase ? 'KEYS_SOURCE=database ' : ''
  fail(`${app} is not built (${build}): run ${settings}npx -y pnpm@12 --filter ${app} build`)
}

process.env.PORT = port
// Not the shell's HOSTNAME, which names the machine. Every address, as `next start` has it.
process.env.HOSTNAME = process.env.LISTEN_HOST || (hasIpv6() ? '::' : '0.0.0.0')
process.env.NEXT_TELEMETRY_DISABLED = '1'
// Next would end calls at once: the app itself answers a signal, and drains.
process.env.NEXT_MANUAL_SIG_HANDLE ??= 'true'
await import(pathToFileURL(server).href)

function hasIpv6() {
  return Object.values(networkInterfaces()).some((addresses) =>
    addresses?.some(({ family }) => family === 'IPv6'),
  )
}

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}
