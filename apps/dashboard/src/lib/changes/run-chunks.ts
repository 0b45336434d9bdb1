/** What one request did of the keys that it named. */
export interface ChunkAnswer {
  changed: string[]
  notFound: string[]
}

export interface ChunkFailure {
  ids: string[]
  error: unknown
}

/** What became of all keys. */
export interface RunResult extends ChunkAnswer {
  failed: ChunkFailure[]
  /** Those that nobody was asked about, for the person stopped it. */
  left: number
}

interface RunOptions {
  ids: readonly string[]
  /** Keys in one request. */
  size: number
  /** Requests at once. */
  lanes: number
  run: (ids: string[]) => Promise<ChunkAnswer>
  signal: AbortSignal
  /** Told how many are through, after each request. */
  onProgress: (done: number) => void
}

/** Does something to many keys, some at a time. What fails holds up nothing else. */
export async function runChunks(options: RunOptions): Promise<RunResult> {
  const { ids, size, lanes, run, signal, onProgress } = options
  const result: RunResult = { changed: [], notFound: [], failed: [], left: 0 }
  let next = 0
  let done = 0
  async function work(): Promise<void> {
    while (next < ids.length && !signal.aborted) {
      const chunk = ids.slice(next, (next += size))
      try {
        const answer = await run(chunk)
        result.changed.push(...answer.changed)
        result.notFound.push(...answer.notFound)
      } catch (error) {
        result.failed.push({ ids: chunk, error })
      }
      onProgress((done += chunk.length))
    }
  }
  await Promise.all(Array.from({ length: lanes }, work))
  return { ...result, left: ids.length - done }
}
