import { KeysClientError, outcomeOf } from '@itqan/keys-client'
import type { Outcome } from '@itqan/keys-contract'
import type { UIMessageChunk } from 'ai'
import { type BegunBrief, beginBrief } from './begin-brief'
import { describeFailure } from './describe-failure'
import { type AttemptRecord, type BriefEnd, logEnd } from './log-end'
import { type BriefAnswer, type BriefDeps, type BriefOrder, PROVIDER } from './ports'
import type { Ending } from './read-step'
import { relayBrief } from './relay-brief'

/** Answers with a brief as soon as its first text is there, or with why there is none. Never throws. */
export async function streamBrief(deps: BriefDeps, order: BriefOrder): Promise<BriefAnswer> {
  const attempts: AttemptRecord[] = []
  try {
    const begun = await beginBrief(deps, order, attempts)
    return { kind: 'brief', stream: relay({ deps, begun, attempts }) }
  } catch (error) {
    const kind = order.signal.aborted ? 'aborted' : kindOf(error)
    logEnd(deps, kind, { ...(kind === 'unavailable' ? reasonOf(error) : {}), attempts })
    return { kind }
  }
}

/** Another request may be taken, or the same one later. */
function kindOf(error: unknown): 'refused' | 'unavailable' {
  if (KeysClientError.isInstance(error)) return 'unavailable'
  return outcomeOf(error, { provider: PROVIDER }) === 'client_error' ? 'refused' : 'unavailable'
}

function reasonOf(error: unknown): { reason: string } {
  if (!KeysClientError.isInstance(error)) return { reason: 'attempts_spent' }
  return { reason: `${error.code}: ${error.message}` }
}

function relay(options: {
  deps: BriefDeps
  begun: BegunBrief
  attempts: AttemptRecord[]
}): ReadableStream<UIMessageChunk> {
  const { deps, begun, attempts } = options
  const { call, first, lease, key } = begun
  return relayBrief({
    call,
    first,
    silenceMs: deps.timeouts.silenceMs,
    onEnd(ending) {
      const failure = ending.kind === 'failed' ? describeFailure(ending.error, key) : {}
      attempts.push({ keyId: lease.keyId, outcome: endLease(begun, ending), ...failure })
      const why = ending.kind === 'cut' ? { reason: 'token_limit' } : {}
      logEnd(deps, endNames[ending.kind], { ...why, attempts })
    },
  })
}

function endLease({ lease }: BegunBrief, ending: Ending): Outcome {
  switch (ending.kind) {
    case 'done':
    case 'cut':
      lease.ok()
      return 'ok'
    case 'aborted':
      lease.release()
      return 'aborted'
    case 'failed':
      return lease.fail(ending.error)
    default:
      return ending satisfies never
  }
}

const endNames = {
  done: 'written',
  cut: 'interrupted',
  aborted: 'aborted',
  failed: 'interrupted',
} as const satisfies Record<Ending['kind'], BriefEnd>
