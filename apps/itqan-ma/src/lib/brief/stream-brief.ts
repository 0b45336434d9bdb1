import type { PooledKey } from '@itqan/keys-contract'
import type { UIMessageChunk } from 'ai'
import { type BriefEnd, logEnd } from './log-end'
import { nextKey } from './next-key'
import type { BriefAnswer, BriefDeps, BriefOrder } from './ports'
import { type Ending, failure, type Step } from './read-step'
import { relayBrief } from './relay-brief'
import { type AttemptRecord, reportEnding } from './report-ending'
import { type Call, startCall } from './start-call'

/** Tries one key after another until a brief begins, within the deadline. Never throws. */
export async function streamBrief(deps: BriefDeps, order: BriefOrder): Promise<BriefAnswer> {
  const deadline = performance.now() + deps.timeouts.firstTextMs
  const tried = new Set<string>()
  const attempts: AttemptRecord[] = []
  while (!order.signal.aborted) {
    const next = await nextKey({ deps, tried, deadline })
    if (next.kind === 'none') {
      logEnd(deps, 'unavailable', { reason: next.reason, attempts })
      return { kind: 'unavailable' }
    }
    const { key, limitMs } = next
    tried.add(key.id)
    const call = startCall({ order, gemini: deps.gemini, apiKey: key.key })
    const step = notEmpty(await call.next(limitMs))
    if (step.kind === 'text') {
      return { kind: 'brief', stream: relay({ deps, key, call, attempts, first: step.text }) }
    }
    call.close()
    attempts.push(reportEnding({ deps, key, ending: step }))
    if (step.kind === 'failed' && step.outcome === 'client_error') {
      logEnd(deps, 'refused', { attempts })
      return { kind: 'refused' }
    }
  }
  logEnd(deps, 'aborted', { attempts })
  return { kind: 'aborted' }
}

/** A brief without a word is no brief. */
function notEmpty(step: Step) {
  const ended = step.kind === 'done' || step.kind === 'cut'
  return ended ? failure('overloaded', 'The answer was empty') : step
}

function relay(options: {
  deps: BriefDeps
  key: PooledKey
  call: Call
  attempts: AttemptRecord[]
  first: string
}): ReadableStream<UIMessageChunk> {
  const { deps, key, call, attempts, first } = options
  return relayBrief({
    call,
    first,
    silenceMs: deps.timeouts.silenceMs,
    onEnd(ending) {
      attempts.push(reportEnding({ deps, key, ending }))
      const why = ending.kind === 'cut' ? { reason: 'token_limit' } : {}
      logEnd(deps, endNames[ending.kind], { ...why, attempts })
    },
  })
}

const endNames = {
  done: 'written',
  cut: 'interrupted',
  aborted: 'aborted',
  failed: 'interrupted',
} as const satisfies Record<Ending['kind'], BriefEnd>
