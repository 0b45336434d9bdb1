import { createKeysClient } from '@itqan/keys-client'
import { SECRET, startDashboard } from '@itqan/keys-client/test-dashboard'
import { type Behaviour, createSandbox } from '@itqan/provider-sandbox'
import { onTestFinished, vi } from 'vitest'
import { handleBrief } from '../src/lib/brief/handle-brief'
import type { BriefTimeouts } from '../src/lib/brief/limits'
import type { LogFields } from '../src/lib/log'
import { listen } from './listen'

export const description = 'Un site pour un riad de neuf chambres à Fès'

export interface StackOptions {
  /** What each key of the pool does, best key first: `key-1`, `key-2` … */
  keys: Behaviour[]
  timeouts?: Partial<BriefTimeouts>
  chunkDelayMs?: number
  /** Another provider than the sandbox. */
  gemini?: string
  /** Another dashboard than the one in memory. */
  dashboard?: string
}

/** Sandbox, internal API and `/api/brief`, each on its own port, until the test is over. */
export async function startStack(options: StackOptions) {
  const { chunkDelayMs = 0 } = options
  const keys = options.keys.map((behaviour, index) => ({
    name: `${behaviour} ${index}`,
    key: `AIzaCanary${crypto.randomUUID().replaceAll('-', '').slice(0, 29)}`,
    behaviour,
    provider: 'gemini' as const,
  }))
  const sandbox = await createSandbox({ keys, chunkDelayMs, slowMs: 5_000 })
  onTestFinished(() => sandbox.close())
  // The order of the array is the order of selection: each key has one use more than the last.
  const pool = keys.map(({ name, key, provider }, index) => ({
    id: `key-${index + 1}`,
    provider,
    name,
    key,
    usageCount: index,
    errorCount: 0,
    recentErrors: 0,
    lastUsedAt: index === 0 ? null : new Date(),
    quotaPool: null,
    weight: 1,
  }))
  const dashboard = await startDashboard(pool)
  const client = createKeysClient({
    url: options.dashboard ?? dashboard.url,
    secret: SECRET,
    initTimeoutMs: 1_000,
  })
  onTestFinished(async () => void (await client.close({ timeoutMs: 0 })))
  const logged: { event: string; fields: LogFields }[] = []
  const log = (event: string, fields: LogFields) => void logged.push({ event, fields })
  const deps = {
    keys: client,
    gemini: { baseUrl: options.gemini ?? `${sandbox.url}/v1beta`, model: 'gemini-2.5-flash' },
    log: { info: log, error: log },
    timeouts: { firstTextMs: 4_000, attemptMs: 2_000, silenceMs: 2_000, ...options.timeouts },
  }
  const url = await listen((request) => handleBrief(request, deps))
  /** Every report, once the log says that the visit is over. */
  const reports = async () => {
    await vi.waitUntil(() => logged.some(({ event }) => event.startsWith('brief.')))
    await client.flush()
    return dashboard.reports.flatMap(({ entries }) => entries)
  }
  return { sandbox, logged, keys, ...visitor(url), reports }
}

function visitor(url: string) {
  // DOM's RequestInit lacks `duplex`, which Node wants for a streamed body.
  const post = (body: BodyInit, init: RequestInit & { duplex?: 'half' } = {}) =>
    fetch(url, { method: 'POST', body, ...init })
  return {
    post,
    order: (init?: RequestInit) => post(JSON.stringify({ description, locale: 'fr' }), init),
  }
}

interface Chunk {
  type: string
  delta?: string
  errorText?: string
}

/** The text and the type of the last chunk of a UI message stream. */
export function readChunks(sse: string) {
  const chunks = sse
    .split('\n\n')
    .filter((event) => event.startsWith('data: {'))
    .map((event) => JSON.parse(event.slice('data: '.length)) as Chunk)
  return { text: chunks.map((chunk) => chunk.delta ?? '').join(''), last: chunks.at(-1) }
}
