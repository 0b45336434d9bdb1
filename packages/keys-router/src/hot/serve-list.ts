import type { ListInput } from '@itqan/keys-contract'
import type { AppContext, Caller } from '../trpc'
import { handOut } from '../verbs/hand-out'
import type { HotAnswer } from './hot-answer'
import type { ListAnswers } from './list-answers'
import type { SingleCall } from './single-call'

interface ListOptions {
  context: AppContext
  caller: Caller
  call: SingleCall<ListInput>
  answers: ListAnswers
}

/** As tRPC sends an answer. */
const ANSWER_HEADERS = {
  'cache-control': 'no-store',
  'content-type': 'application/json',
  vary: 'trpc-accept, accept',
}

/**
 * Hands keys out as bytes that were encoded once for all who ask the same.
 *
 * @throws whatever the `list` of tRPC would.
 */
export async function serveList(options: ListOptions): Promise<HotAnswer> {
  const { context, caller, call, answers } = options
  const { audit, origin, trace } = context
  const restriction = { provider: caller.scope.provider }
  const ctx = { audit, origin, trace, restriction }
  const list = await handOut({ ctx, input: call.input }, answers)
  return { headers: ANSWER_HEADERS, bytes: call.isBatched ? list.batched : list.single }
}
