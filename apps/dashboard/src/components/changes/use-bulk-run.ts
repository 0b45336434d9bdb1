import { MAX_KEYS_AT_ONCE } from '@itqan/keys-contract'
import { useState } from 'react'
import { type ChunkAnswer, runChunks, type RunResult } from '../../lib/changes/run-chunks'

/** What can be done to many keys. Each names messages of its own. */
export type BulkKind = 'on' | 'off' | 'reset' | 'clear' | 'edit' | 'remove' | 'test'

export interface BulkJob {
  kind: BulkKind
  ids: readonly string[]
  run: (ids: string[]) => Promise<ChunkAnswer>
}

export interface BulkProgress {
  kind: BulkKind
  done: number
  total: number
  stop: () => void
}

/** A provider is asked about so many keys at once. */
const TESTS_AT_ONCE = 4

/** Does one thing at a time to many keys, and tells how far it is. */
export function useBulkRun(): {
  progress: BulkProgress | null
  start: (job: BulkJob) => Promise<RunResult>
} {
  const [progress, setProgress] = useState<BulkProgress | null>(null)
  async function start({ kind, ids, run }: BulkJob): Promise<RunResult> {
    const abort = new AbortController()
    const total = ids.length
    const show = (done: number) => setProgress({ kind, done, total, stop: () => abort.abort() })
    show(0)
    try {
      return await runChunks({
        ids,
        // A test is of one key: providers are not asked for more than a person would.
        ...(kind === 'test'
          ? { size: 1, lanes: TESTS_AT_ONCE }
          : { size: MAX_KEYS_AT_ONCE, lanes: 1 }),
        run,
        signal: abort.signal,
        onProgress: show,
      })
    } finally {
      setProgress(null)
    }
  }
  return { progress, start }
}
