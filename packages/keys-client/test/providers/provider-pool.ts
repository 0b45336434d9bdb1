import { createSandbox, type Sandbox, type SandboxOptions } from '@itqan/provider-sandbox'
import { onTestFinished } from 'vitest'
import type { Outcome } from '@itqan/keys-contract'
import { createKeysClient, type KeysClient } from '../../src'
import { type Clock, systemClock } from '../../src/clock'
import { pooledKey } from '../pooled-key'
import { SECRET, startDashboard } from '../scripted-dashboard'

export type ProviderName = 'gemini' | 'openai' | 'anthropic' | 'mistral'

export type Behaviour = NonNullable<SandboxOptions['keys']>[number]['behaviour']

/** A client of a pool whose keys, `k0` and on, are tried in their order. */
export interface TestPool {
  keys: KeysClient
  /** The text of each key. */
  secrets: string[]
  /** What the dashboard was told, by key. */
  outcomes(): Promise<Partial<Record<Outcome, number>>[]>
  /** The models that it was told of. */
  models(): Promise<(string | null | undefined)[]>
}

interface TimeOptions {
  clock?: Clock
  /** Nobody waits for the pauses between attempts. */
  hurried?: boolean
}

export const secretOf = (id: string) => `secret-of-${id}-0123456789abcdef`

/** Pauses between attempts are over at once; what runs in the background keeps its time. */
const hurriedClock: Clock = {
  now: systemClock.now,
  steady: systemClock.steady,
  after: (ms, run, options) =>
    systemClock.after(options?.background ? ms : ms / 100, run, options ?? { background: false }),
}

export async function startPool(
  provider: string,
  count: number,
  options: TimeOptions = {},
): Promise<TestPool> {
  const ids = Array.from({ length: count }, (_, index) => `k${index}`)
  const pooled = ids.map((id, index) =>
    pooledKey(id, { provider, key: secretOf(id), usageCount: index }),
  )
  const dashboard = await startDashboard(pooled)
  const keys = createKeysClient({
    url: dashboard.url,
    secret: SECRET,
    watch: false,
    clock: options.clock ?? (options.hurried ? hurriedClock : systemClock),
  })
  onTestFinished(async () => void (await keys.close({ timeoutMs: 0 })))
  return {
    keys,
    secrets: ids.map(secretOf),
    async outcomes() {
      await keys.flush()
      return ids.map(dashboard.outcomes)
    },
    async models() {
      await keys.flush()
      return dashboard.reports.flatMap(({ entries }) => entries.map(({ model }) => model))
    },
  }
}

/** A pool of sandbox keys, each with its behaviour. */
export async function startSandboxPool(
  provider: ProviderName,
  behaviours: readonly Behaviour[],
  options: Pick<SandboxOptions, 'sleep'> & TimeOptions = {},
): Promise<TestPool & { sandbox: Sandbox; url: string }> {
  const pool = await startPool(provider, behaviours.length, options)
  const sandbox = await createSandbox({
    chunkDelayMs: options.sleep ? 1 : 0,
    ...(options.sleep && { sleep: options.sleep }),
    keys: behaviours.map((behaviour, index) => {
      const id = `k${index}`
      return { name: id, key: secretOf(id), behaviour, provider }
    }),
  })
  onTestFinished(() => sandbox.close())
  return { ...pool, sandbox, url: sandbox.url }
}
