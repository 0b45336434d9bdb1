import 'server-only'
import type { KeysClient } from '@itqan/keys-client'
import type { PooledKey } from '@itqan/keys-contract'
import { getEnv } from '../env'
import { connectKeys, type ConnectedKeys } from './connect-keys'
import { consoleLog } from './log'

/**
 * A key of the pool, as the guide has it. Server only: it is sent to the provider, never to a browser
 * or a log.
 */
export type ApiKey = Pick<
  PooledKey,
  'id' | 'provider' | 'name' | 'key' | 'usageCount' | 'errorCount'
>

const slot = Symbol.for('itqan.keys')
const shared = globalThis as typeof globalThis & { [slot]?: ConnectedKeys }

/**
 * Opens the process's one way to the keys, before the first request.
 *
 * @throws Error naming what to mend.
 */
export async function openKeys(): Promise<void> {
  const connected = await connectKeys(getEnv().keysFrom)
  const { client } = connected
  client.on('stale', (details) => consoleLog.error('keys.stale', details))
  client.on('disconnected', (details) => consoleLog.error('keys.disconnected', details))
  client.on('report-dropped', (details) => consoleLog.error('keys.report_dropped', details))
  // Instrumentation and route handlers are separate module graphs: they meet on globalThis.
  shared[slot] = connected
}

export function getKeysClient(): KeysClient {
  const { client } = shared[slot] ?? {}
  if (!client) throw new Error('openKeys has not been called, or has not come to its end')
  return client
}

/** Lets calls under way end and reports what is left, in so many milliseconds, if the way was opened at all. */
export async function closeKeys(timeoutMs: number): Promise<void> {
  const { pending = 0 } = (await shared[slot]?.close({ timeoutMs })) ?? {}
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
