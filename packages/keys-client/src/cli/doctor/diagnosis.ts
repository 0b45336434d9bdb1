import type { CooldownScope, Outcome } from '@itqan/keys-contract'
import type { CliFailure } from '../cli-failure'
import type { Settings } from '../settings'

/** What `keys doctor` was asked. */
export interface Question {
  provider: string | null
  /** `null`: what rests for one model only keeps no key back. */
  model: string | null
}

/** In the order in which they matter: each one stands on those before it. */
export const checkNames = [
  'settings',
  'name',
  'connection',
  'tls',
  'dashboard',
  'secret',
  'database',
  'clock',
  'provider',
  'keys',
  'rests',
  'stream',
] as const

export type CheckName = (typeof checkNames)[number]

/** What named the address. */
export type UrlSource = Settings['urlSource']

/** Why the stream did not open: a status, an answer that is no stream, or it broke off. */
export type StreamRefusal = number | 'not_a_stream' | 'cut'

/** A clock that is off: `behind`, this machine's is the slow one. */
export interface ClockOff {
  offMs: number
  direction: 'ahead' | 'behind'
}

/** What keeps keys back, and how many. */
export interface RestReason {
  outcome: Outcome
  scope: CooldownScope
  keys: number
}

/** Why a client gets no key. The fields are told with `--json`: no secret, no key. */
export type Cause =
  | { code: 'url_malformed'; source: UrlSource }
  /** `address` is the same with https. */
  | { code: 'in_clear'; address: string; source: UrlSource }
  | { code: 'secret_missing' }
  | { code: 'secret_malformed'; failure: CliFailure }
  | { code: 'secret_file_unreadable'; failure: CliFailure }
  | {
      code: 'host_unresolved'
      host: string
      reason: string
      source: UrlSource
      ignoredProxy: string | null
    }
  | { code: 'wrong_port'; host: string; port: number; source: UrlSource; elsewhere: string | null }
  | {
      code: 'host_unreachable'
      host: string
      port: number
      reason: string
      source: UrlSource
      ignoredProxy: string | null
    }
  | { code: 'https_to_plain_http'; address: string; source: UrlSource }
  | { code: 'http_to_tls'; address: string; source: UrlSource }
  | { code: 'certificate_untrusted'; host: string; issuer: string; isSelfSigned: boolean }
  | { code: 'certificate_expired'; host: string; at: Date }
  | { code: 'certificate_not_yet_valid'; host: string; at: Date }
  | { code: 'certificate_wrong_host'; host: string; names: string[]; source: UrlSource }
  | { code: 'tls_failed'; host: string; reason: string }
  | { code: 'no_answer'; address: string }
  | { code: 'not_http'; address: string; reason: string; source: UrlSource }
  | { code: 'port_blocked'; port: number; source: UrlSource }
  | { code: 'redirected'; to: string | null; moved: string | null; source: UrlSource }
  | { code: 'proxy_sign_in' }
  | { code: 'gateway_failed'; status: number }
  | { code: 'html_answer'; title: string | null; source: UrlSource; elsewhere: string | null }
  | { code: 'sign_in_in_front'; status: number }
  | { code: 'not_the_dashboard'; status: number; source: UrlSource; elsewhere: string | null }
  | { code: 'path_too_long'; address: string; root: string; source: UrlSource }
  | { code: 'server_failed'; status: number }
  | { code: 'rate_limited'; retryAfterS: number | null }
  | { code: 'secret_refused'; address: string }
  /** It is known, and restricted to reports or to another provider. */
  | { code: 'secret_restricted'; address: string }
  | { code: 'store_unavailable'; errorId: string | null }
  | { code: 'store_busy' }
  | { code: 'store_silent' }
  | { code: 'dashboard_failed'; errorId: string | null }
  | { code: 'not_understood'; status: number }
  | ({ code: 'clock_off' } & ClockOff)
  | { code: 'unknown_provider'; provider: string; nearest: string | null; known: string[] }
  | { code: 'empty_pool'; address: string }
  | { code: 'no_active_key'; provider: string | null }
  | { code: 'all_disabled'; provider: string | null; byPeople: number; byProvider: number }
  | {
      code: 'all_resting'
      provider: string | null
      model: string | null
      keys: number
      /** When the first one is back, and how far that is, by this machine's clock. */
      at: Date
      inMs: number
      reasons: RestReason[]
    }

/** What does not keep a client from a key, and is worth knowing. */
export type Warning =
  | ({ code: 'clock_off' } & ClockOff)
  | { code: 'providers_without_key'; providers: string[] }
  | { code: 'model_resting'; model: string; ready: number; keys: number; others: number }
  | { code: 'stream_silent' }
  | { code: 'stream_refused'; reason: StreamRefusal }

/** What a check says of what is as it should be. */
export type Detail =
  | { code: 'settings'; source: UrlSource }
  | { code: 'name'; host: string; addresses: string[] }
  | { code: 'connection'; address: string; port: number }
  | { code: 'tls_unused' }
  | { code: 'tls' }
  | { code: 'dashboard' }
  | { code: 'secret' }
  | { code: 'database' }
  | { code: 'clock' }
  | { code: 'clock_unknown' }
  | { code: 'provider'; names: string[] }
  | { code: 'keys'; active: number; disabled: number | null }
  | { code: 'rests'; ready: number; active: number; model: string | null }
  | { code: 'stream' }

/** What one check came to. */
export type Finding =
  | { status: 'ok'; detail: Detail }
  | { status: 'skipped'; detail: Detail | null }
  /** `ifAlone`: it is the cause when there is no other. */
  | { status: 'warning'; warning: Warning; ifAlone?: Cause }
  | { status: 'failed'; cause: Cause }

/** The keys of one provider. `disabled` is `null` when the dashboard does not say. */
export interface ProviderState {
  provider: string
  ready: number
  resting: number
  disabled: number | null
}

export interface Diagnosis {
  checks: { name: CheckName; finding: Finding }[]
  cause: Cause | null
  warnings: Warning[]
  /** Empty until the pool was read. */
  providers: ProviderState[]
}
