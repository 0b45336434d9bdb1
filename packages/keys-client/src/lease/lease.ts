import type { Outcome } from '@itqan/keys-contract'
import type { SpanContext } from '@opentelemetry/api'
import type { ProviderCounts } from './use-counts'
import type { Grant, ProviderPool } from '../selection/provider-pool'

/** How a use ended: well, with whatever was thrown, or without a word. */
export type Ending = QuietEnding | ThrownEnding

/** Says nothing against a key. */
export type QuietEnding = { kind: 'ok' } | { kind: 'released' }

export interface ThrownEnding {
  kind: 'thrown'
  error: unknown
}

/** Where a use belongs, and who is told how it ended. */
export interface UseTrace {
  readonly within: SpanContext
  onOutcome?: (outcome: Outcome) => void
}

/** A key in hand, until its use is told. Tell it once; what is told later changes nothing. */
export interface Lease extends Disposable {
  readonly keyId: string
  /** What the dashboard calls the key. May be logged. */
  readonly name: string
  readonly provider: string
  readonly model: string | null
  /** The provider's secret. Hidden from `JSON.stringify` and `console.log`; never log it. */
  readonly key: string
  /** The call went well. */
  ok(): void
  /**
   * The call failed. Takes whatever the SDK threw, what `readResponse` made of a `Response`, or an
   * `OutcomeError`.
   *
   * @returns what it means. `client_error` and `aborted` cost the key nothing.
   */
  fail(error: unknown): Outcome
  /** The key was not used, or nobody knows: counts as a use that was given up. */
  release(): void
}

/** What a lease needs of the client. */
export interface LeaseHolder {
  end(lease: OpenLease, ending: Ending): Outcome
}

/** One use that has begun. */
interface BegunUse {
  grant: Grant
  /** Where the key was taken from. */
  pool: ProviderPool
  provider: string
  model: string | null
  /** A steady moment, in milliseconds. */
  takenAt: number
  signal: AbortSignal | undefined
  /** The provider's. */
  counts: ProviderCounts
  /** `null` when nobody traces the use. */
  trace: UseTrace | null
  /** Its neighbours among the open leases: see there. */
  earlier: OpenLease | null
  later: OpenLease | null
}

/** A class for its hot path: a million are made a second, and a private field keeps the key unseen. */
export class OpenLease implements Lease {
  readonly #use: BegunUse
  readonly #holder: LeaseHolder
  #outcome: Outcome | null = null
  #onEnd: (() => void) | null = null

  constructor(use: BegunUse, holder: LeaseHolder) {
    this.#use = use
    this.#holder = holder
  }

  get key(): string {
    return this.#use.grant.state.key.key
  }

  get keyId(): string {
    return this.#use.grant.state.key.id
  }

  get name(): string {
    return this.#use.grant.state.key.name
  }

  get provider(): string {
    return this.#use.provider
  }

  get model(): string | null {
    return this.#use.model
  }

  get isOpen(): boolean {
    return this.#outcome === null
  }

  /** Runs once, when the use has ended. */
  whenEnded(run: () => void): void {
    if (this.isOpen) this.#onEnd = run
    else run()
  }

  /** For the lessor. */
  get use(): BegunUse {
    return this.#use
  }

  ok(): void {
    this.#end(ok)
  }

  fail(error: unknown): Outcome {
    return this.#end({ kind: 'thrown', error })
  }

  release(): void {
    this.#end(released)
  }

  [Symbol.dispose](): void {
    this.release()
  }

  #end(ending: Ending): Outcome {
    if (this.#outcome !== null) return this.#outcome
    this.#outcome = this.#holder.end(this, ending)
    this.#use.trace?.onOutcome?.(this.#outcome)
    this.#onEnd?.()
    return this.#outcome
  }
}

const ok: Ending = { kind: 'ok' }
const released: Ending = { kind: 'released' }
