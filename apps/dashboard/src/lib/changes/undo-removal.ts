import { MAX_KEYS_AT_ONCE } from '@itqan/keys-contract'
import { type FailureKind, failureOf } from '../failure'
import { type ChunkAnswer, type ChunkFailure, runChunks } from './run-chunks'

/** What became of removed keys that were asked for again. */
export interface UndoneRemoval {
  /** How many are back. */
  back: number
  /** How many cannot come back any more. */
  missing: number
  /** Those that may still come back, when they are asked for once more. */
  again: string[]
  /** What is to be said of what failed; `null` when nothing did. */
  failure: ChunkFailure | null
}

/** What passes: the server was busy, or could not be reached. */
const passing: readonly FailureKind[] = ['network', 'rateLimit', 'server']

/** Puts removed keys back, some at a time. */
export async function undoRemoval(
  ids: readonly string[],
  run: (ids: string[]) => Promise<ChunkAnswer>,
): Promise<UndoneRemoval> {
  const { changed, notFound, failed } = await runChunks({
    ids,
    size: MAX_KEYS_AT_ONCE,
    lanes: 1,
    run,
    signal: new AbortController().signal,
    onProgress: () => undefined,
  })
  const kindOf = ({ error }: ChunkFailure) => failureOf(error).kind
  const again = failed.filter((chunk) => passing.includes(kindOf(chunk)))
  const twins = failed.filter((chunk) => kindOf(chunk) === 'duplicate')
  // That nothing was changed, for the provider has them all, is true only where nothing else is to say.
  const isRefused = twins.length === failed.length && changed.length + notFound.length === 0
  const said = isRefused ? twins : [...again, ...failed.filter((chunk) => !twins.includes(chunk))]
  return {
    back: changed.length,
    missing: notFound.length + (isRefused ? 0 : idsOf(twins).length),
    again: idsOf(again),
    failure: said[0] ?? null,
  }
}

function idsOf(chunks: readonly ChunkFailure[]): string[] {
  return chunks.flatMap(({ ids }) => ids)
}
