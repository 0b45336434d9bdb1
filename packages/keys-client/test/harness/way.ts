import type { PooledKey } from '@itqan/keys-contract'
import type { KeysClient, KeysClientOptions } from '../../src'
import type { FakeClock } from '../fake-clock'
import type { MemoryStore } from '../memory-store'
import type { Procedure } from '../scripted-dashboard'
import type { Trouble } from './trouble'

export type ConnectOptions = Pick<
  KeysClientOptions,
  'strategy' | 'initTimeoutMs' | 'timeoutMs' | 'leaseTimeoutMs' | 'times' | 'clock' | 'random'
> & { secret?: string }

/** A dashboard as clients reach it by one way. */
export interface Site extends MemoryStore {
  /** The clock of its clients, unless they bring one. */
  clock: FakeClock
  /** A client, closed at the end of the test. */
  connect(options?: ConnectOptions): KeysClient
  requests(procedure: Procedure): number
  /** From now on requests meet this; `null`: nothing any more. */
  trouble(trouble: Trouble | null, procedures?: readonly Procedure[]): void
  /** Runs before each request that is handed to the router. */
  before(procedure: Procedure, run: (() => void) | null): void
  /** Ends every open stream. */
  endStreams(): void
}

/** One way to the router. */
export interface Way {
  name: string
  /** Whether changes are told, or must be asked for. */
  isTold: boolean
  open(keys: readonly PooledKey[]): Promise<Site>
}
