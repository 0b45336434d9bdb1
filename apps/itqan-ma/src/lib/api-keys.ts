import 'server-only'
import { createKeysClient, type KeysClient } from '@itqan/keys-client'
import type { PooledKey } from '@itqan/keys-contract'
import { getEnv } from '../env'
import { consoleLog } from './log'

/**
 * A key of the pool, as the guide has it. Server only: it is sent to the provider, never to a browser
 * or a log.
 */
export type ApiKey = Pick<
  PooledKey,
  'id' | 'provider' | 'name' | 'key' | 'usageCount' | 'errorCount'
>

const slot = Symbol.for('itqan.keys-client')
const shared = globalThis as typeof globalThis & { [slot]?: KeysClient }

/** The process's one client: instrumentation and route handlers are separate module graphs. */
export function getKeysClient(): KeysClient {
  return (shared[slot] ??= createClient())
}

function createClient(): KeysClient {
  const { dashboardUrl, internalSecret } = getEnv()
  const keys = createKeysClient({ url: dashboardUrl, secret: internalSecret })
  keys.on('stale', (details) => consoleLog.error('keys.stale', details))
  keys.on('disconnected', (details) => consoleLog.error('keys.disconnected', details))
  keys.on('report-dropped', (details) => consoleLog.error('keys.report_dropped', details))
  return keys
}

/** Longer than a brief: what is being written when the server is told to stop is counted as well. */
const CLOSE_MS = 25_000

/** Lets calls under way end and reports what is left, if a client was made at all. */
export async function closeKeysClient(): Promise<void> {
  const { pending = 0 } = (await shared[slot]?.close({ timeoutMs: CLOSE_MS })) ?? {}
  if (pending > 0) consoleLog.error('keys.reports_lost', { uses: pending })
}

/** The best key of a provider now, or `null` when the pool has none or cannot be read. */
export async function getApiKey(provider: string): Promise<ApiKey | null> {
  try {
    return await getKeysClient().getApiKey(provider)
  } catch (error) {
    consoleLog.error('keys.unreachable', { provider, reason: nameOf(error) })
    return null
  }
}

/** Tells the dashboard how one use of a key went. Sent within a second, and tried until it is counted. */
export async function reportKeyUsage(
  keyId: string,
  success: boolean,
  error?: string,
): Promise<void> {
  getKeysClient().reportKeyUsage(keyId, success, error)
}

function nameOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : 'unknown'
}
