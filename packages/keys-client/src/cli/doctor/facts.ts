import type { ListOutput, ProviderSummary } from '@itqan/keys-contract'
import type { CliFailure } from '../cli-failure'
import type { CertificateProblem } from './certificate-problem'
import type { Question, StreamRefusal, UrlSource } from './diagnosis'

export interface SettingsFact {
  source: UrlSource
  /** The dashboard's address as it may be shown: no user name, no query. `null` when it is none. */
  address: string | null
  /** The secret may go in clear over a network. */
  allowHttp: boolean
  secretFailure: CliFailure | null
  /** A variable that names a proxy for this address: the client does not go through it. */
  ignoredProxy: string | null
}

/** What the name of the host stands for. */
export type NameFact = { addresses: string[]; code: null } | { addresses: []; code: string }

/** `open` is the address that took the connection; else `codes` says why each did not. */
export interface ConnectionFact {
  open: string | null
  codes: string[]
}

export type TlsFact =
  | { kind: 'unused' }
  | { kind: 'trusted' }
  | { kind: 'certificate'; problem: CertificateProblem }
  /** The server speaks plain HTTP on this port. */
  | { kind: 'plain' }
  | { kind: 'failed'; code: string }

/** What came back for one GET. */
export type Answer =
  | { kind: 'silent' }
  /** The connection broke, or what came is not HTTP. */
  | { kind: 'broken'; reason: string }
  | SpokenAnswer

export interface SpokenAnswer {
  kind: 'spoken'
  status: number
  headers: Headers
  /** The body, where it is JSON. Holds no key: see `withoutKeys`. */
  json: unknown
  isHtml: boolean
  /** The title of a page. */
  title: string | null
  /** By this machine's clock, in milliseconds since 1970. */
  sentAt: number
  receivedAt: number
}

export interface PoolFact {
  list: ListOutput
  /** `null` from a dashboard that is older than the procedure. */
  summaries: ProviderSummary[] | null
  /** By this machine's clock, as every client here sees it, in milliseconds since 1970. */
  now: number
}

export type StreamFact =
  | { kind: 'open' }
  /** It opens, or not even that, and says nothing: buffered on its way. */
  | { kind: 'silent' }
  | { kind: 'refused'; reason: StreamRefusal }

/** All that was found out. What was not asked is not there. */
export interface Facts {
  question: Question
  settings: SettingsFact
  /** Where calls go. `null` when there is no address. */
  endpoint: URL | null
  name?: NameFact
  connection?: ConnectionFact
  tls?: TlsFact
  /** The answer to a call without the secret. */
  knock?: Answer
  /** Asked when a knock over plain HTTP fails. */
  speaksTls?: boolean
  /** Where a dashboard answers instead. */
  elsewhere?: string | null
  /** The answer to `list`, with the secret. */
  list?: Answer
  pool?: PoolFact
  stream?: StreamFact
}
