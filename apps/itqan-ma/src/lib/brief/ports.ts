import type { KeysClient } from '@itqan/keys-client'
import type { UIMessageChunk } from 'ai'
import type { Locale } from '../../i18n/locale'
import type { Log } from '../log'
import type { BriefTimeouts } from './limits'

export const PROVIDER = 'gemini'

/** What writing a brief needs of the world. */
export interface BriefDeps {
  keys: Pick<KeysClient, 'withKey'>
  gemini: { baseUrl: string; model: string }
  log: Log
  timeouts: BriefTimeouts
}

export interface BriefOrder {
  description: string
  locale: Locale
  /** Aborts when the visitor leaves or stops. */
  signal: AbortSignal
}

export type BriefAnswer =
  | { kind: 'brief'; stream: ReadableStream<UIMessageChunk> }
  /** No key works now. */
  | { kind: 'unavailable' }
  /** The provider will not take this request, with any key. */
  | { kind: 'refused' }
  /** The visitor left. */
  | { kind: 'aborted' }
