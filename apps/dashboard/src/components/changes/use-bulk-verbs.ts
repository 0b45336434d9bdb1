import type { KeyChanges } from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { ChunkAnswer, RunResult } from '../../lib/changes/run-chunks'
import { toast } from '../../lib/toast'
import type { BulkFailure } from './bulk-failures'
import { type BulkKind, useBulkRun } from './use-bulk-run'
import { useChangeFailure } from './use-change-failure'
import type { KeyVerbs } from './use-key-verbs'
import { useKeyNames } from './use-key-names'

/** What a person does to all ticked keys, is shown the progress of, and told the end of. */
export function useBulkVerbs(verbs: KeyVerbs) {
  const t = useTranslations('change')
  const names = useTranslations('outcomes')
  const failureText = useChangeFailure()
  const nameOf = useKeyNames()
  const { progress, start } = useBulkRun()
  const [failures, setFailures] = useState<BulkFailure[]>([])
  const { calls } = verbs

  function tell(kind: BulkKind, { changed, left }: RunResult, total: number): void {
    const count = changed.length
    const [first = ''] = changed
    const name = nameOf(first) ?? first
    if (left > 0) toast(t('bulk.stopped', { done: total - left, total }))
    if (kind === 'test') toast(t('done.test', { ok: count, count: total - left }))
    else if (count === 0) return
    else if (kind === 'remove') verbs.offerUndo(changed, name)
    else toast(t(`done.${kind}`, { count, name }))
  }

  function listFailures({ notFound, failed }: RunResult): BulkFailure[] {
    const gone = notFound.map((id) => ({ id, reason: t('bulk.notFound') }))
    const refused = failed.flatMap(({ ids, error }) => {
      const reason = error instanceof Refusal ? error.message : failureText(error)
      return ids.map((id) => ({ id, reason }))
    })
    return [...gone, ...refused].map((failure) => ({ ...failure, name: nameOf(failure.id) }))
  }

  async function run(
    kind: BulkKind,
    ids: readonly string[],
    job: (ids: string[]) => Promise<ChunkAnswer>,
  ): Promise<RunResult> {
    const result = await start({ kind, ids, run: job })
    tell(kind, result, ids.length)
    setFailures(listFailures(result))
    return result
  }

  async function test(ids: string[]): Promise<ChunkAnswer> {
    const [id = ''] = ids
    const { outcome } = await calls.test(id)
    if (outcome !== 'ok') throw new Refusal(names(outcome))
    return { changed: ids, notFound: [] }
  }

  return {
    progress,
    failures,
    forgetFailures: () => setFailures([]),
    setActive: (ids: readonly string[], isActive: boolean) =>
      run(isActive ? 'on' : 'off', ids, (chunk) => calls.setActive(chunk, isActive)),
    resetErrors: (ids: readonly string[]) => run('reset', ids, calls.resetErrors),
    clearCooldowns: (ids: readonly string[]) => run('clear', ids, calls.clearCooldowns),
    update: (ids: readonly string[], changes: KeyChanges) =>
      run('edit', ids, (chunk) => calls.update(chunk, changes)),
    remove: (ids: readonly string[]) => run('remove', ids, calls.remove),
    test: (ids: readonly string[]) => run('test', ids, test),
  }
}

/** A provider's answer that is no failure of ours: its message is for the person. */
class Refusal extends Error {}
