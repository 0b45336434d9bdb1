import type { SyncOptions } from '../command-line/sync-options'
import type { OpenClient } from '../open-client'
import type { PublicKey } from '../public-key'
import type { Environment, Exec } from './run-exec'
import type { SyncVoice } from './sync-voice'

/** One file to be kept right, and all that it takes. */
export interface SyncTask {
  options: SyncOptions
  /** Of the file. */
  path: string
  dashboard: OpenClient
  /** What to run after a change. */
  exec: Exec | null
  /** For git. */
  env: Environment
  signal: AbortSignal
  voice: SyncVoice
}

/** What a run found, and did about it. */
export interface SyncReport {
  status: 'kept' | 'changed' | 'would_change'
  key: PublicKey
  /** What became of the command of `--exec`: `due`, it is to be run, and was not. */
  exec: 'none' | 'due' | 'ran'
}
