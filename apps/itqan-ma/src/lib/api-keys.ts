import 'server-only'
import { createKeysClient, type KeysClient } from '@itqan/keys-client'
import type { PooledKey } from '@itqan/keys-contract'
import { getEnv } from '../env'
import { consoleLog } from './log'

/** A key of the pool. Server only: it is sent to the provider, never to a browser or a log. */
export type ApiKey = PooledKey

const slot = Symbol.for('itqan.keys-client')

/** The process's one client: instrumentation and route handlers are separate module graphs. */
export function getKeysClient(): KeysClient {
  const shared = globalThis as typeof globalThis & { [slot]?: KeysClient }
  shared[slot] ??= createClient()
  return shared[slot]
}

function createClient(): KeysClient {
  const { dashboardUrl, internalSecret } = getEnv()
  return createKeysClient({ url: dashboardUrl, secret: internalSecret, timeoutMs: 3_000 })
}

/** The best key of a provider now, or `null` when the pool has none or cannot be read. */
export async function getApiKey(provider: string): Promise<ApiKey | null> {
  try {
    return await getKeysClient().select(provider)
  } catch (error) {
    consoleLog.error('keys.unreachable', { provider, reason: nameOf(error) })
    return null
  }
}

/** Tells the dashboard how one use of a key went. A report that is lost is logged, not thrown. */
export async function reportKeyUsage(
  keyId: string,
  success: boolean,
  error?: string,
): Promise<void> {
  const outcome = success ? 'ok' : 'error'
  const stored = await getKeysClient().reportUse({
    keyId,
    outcome,
    ...(error ? { lastError: error } : {}),
  })
  if (!stored) consoleLog.error('keys.report_lost', { keyId, outcome })
}

function nameOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : 'unknown'
}
