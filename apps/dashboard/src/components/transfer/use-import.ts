import type { CreateKeyInput } from '@itqan/keys-contract'
import { useEffect, useRef, useState } from 'react'
import { type Failure, failureOf } from '../../lib/failure'
import { checkRows } from '../../lib/import/check-rows'
import { chunksOf } from '../../lib/import/chunks'
import { isGood, type Preview, previewOf } from '../../lib/import/preview'
import type { RawKey } from '../../lib/import/raw-key'
import { sendChunks } from '../../lib/import/send-chunks'
import { useTRPCClient } from '../../trpc/client'
import { useRefreshKeys } from '../keys/use-refresh-keys'

/** What the server has answered so far, in keys. */
export interface Tally {
  added: number
  /** New in the preview, and there when they were to be added. */
  found: number
}

export type ImportPhase =
  | { step: 'source'; failure: Failure | null }
  | { step: 'checking'; done: number; total: number }
  | { step: 'preview'; preview: Preview }
  | { step: 'adding'; preview: Preview; tally: Tally; isStopping: boolean }
  /** Some chunks are in, and the rest can be sent. `failure` is `null` where the person stopped it. */
  | { step: 'stopped'; preview: Preview; tally: Tally; next: number; failure: Failure | null }
  | { step: 'done'; preview: Preview; tally: Tally }

const nothing: Tally = { added: 0, found: 0 }

/** Takes keys from a text into the pool. What is in clear stays in this hook's own state. */
export function useImport() {
  const client = useTRPCClient()
  const refresh = useRefreshKeys()
  const [phase, setPhase] = useState<ImportPhase>({ step: 'source', failure: null })
  const running = useRef<AbortController>(null)
  useEffect(() => () => running.current?.abort(), [])

  function begin(): AbortSignal {
    running.current = new AbortController()
    return running.current.signal
  }

  async function check(rows: readonly RawKey[], provider: string | null): Promise<void> {
    const signal = begin()
    const checked = checkRows(rows, provider)
    const keys = checked.filter(isGood).map(({ input }) => pick(input))
    const known: boolean[] = []
    const say = () => setPhase({ step: 'checking', done: known.length, total: keys.length })
    say()
    const sent = await sendChunks({
      chunks: chunksOf(keys),
      signal,
      async send(chunk) {
        known.push(...(await client.import.preview.mutate({ keys: chunk }, { signal })).known)
        if (!signal.aborted) say()
      },
    })
    if (sent.outcome === 'done') setPhase({ step: 'preview', preview: previewOf(checked, known) })
    else {
      const failure = sent.outcome === 'failed' && !signal.aborted ? failureOf(sent.error) : null
      setPhase({ step: 'source', failure })
    }
  }

  async function add(preview: Preview, from: { next: number; tally: Tally }): Promise<void> {
    const signal = begin()
    let { tally } = from
    setPhase({ step: 'adding', preview, tally, isStopping: false })
    const sent = await sendChunks({
      chunks: chunksOf(preview.inputs),
      from: from.next,
      signal,
      async send(chunk) {
        const { ids } = await client.import.add.mutate({ keys: chunk })
        const added = ids.filter((id) => id !== null).length
        tally = { added: tally.added + added, found: tally.found + ids.length - added }
        setPhase({ step: 'adding', preview, tally, isStopping: signal.aborted })
      },
    })
    if (sent.outcome === 'done') setPhase({ step: 'done', preview, tally })
    else {
      const failure = sent.outcome === 'failed' ? failureOf(sent.error) : null
      setPhase({ step: 'stopped', preview, tally, next: sent.next, failure })
    }
    await refresh()
  }

  return {
    phase,
    check,
    add: (preview: Preview) => add(preview, { next: 0, tally: nothing }),
    resume: (stopped: Extract<ImportPhase, { step: 'stopped' }>) => add(stopped.preview, stopped),
    /** What is under way is heard to its end: its numbers count. */
    stop() {
      running.current?.abort()
      setPhase((now) => (now.step === 'adding' ? { ...now, isStopping: true } : now))
    },
    back: () => setPhase({ step: 'source', failure: null }),
  }
}

/** The server tells by these whether it has a key. */
function pick({ provider, key }: CreateKeyInput) {
  return { provider, key }
}
