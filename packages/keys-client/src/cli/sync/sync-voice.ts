import type { CliFailure } from '../cli-failure'
import type { SyncOptions } from '../command-line/sync-options'
import type { Io } from '../io'
import { createHumanVoice } from './human-voice'
import { createJsonVoice } from './json-voice'
import type { SyncReport } from './sync-task'

/** How a run of `keys sync` tells what it does, as it does it. Of a watch only what is new is told. */
export interface SyncVoice {
  /** git would take the file in. */
  notIgnored(): void
  /** The file has the key that it must have. */
  chosen(report: SyncReport): void
  execStarts(how: { isRetry: boolean }): void
  /** The command takes so long that it may never end. */
  execIsSlow(): void
  /** All is done. */
  done(report: SyncReport): void
  /** What would be done. */
  foreseen(report: SyncReport): void
  watching(): void
  /** Something failed, and the watch goes on. */
  trouble(failure: CliFailure): void
}

/** With `--json`, one object a result on standard output; else sentences. */
export function createVoice(io: Io, options: SyncOptions & { json: boolean }): SyncVoice {
  return options.json ? createJsonVoice(io, options) : createHumanVoice(io, options)
}
