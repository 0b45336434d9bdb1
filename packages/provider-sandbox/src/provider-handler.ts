import type { IncomingMessage, ServerResponse } from 'node:http'
import { writeAnswer } from './answer'
import { readCappedBody } from './body'
import { readCall } from './call'
import { findRoute } from './find-route'
import type { Journal } from './journal'
import { judge, type Verdict } from './judge'
import { findModels, judgeListing, type ListVerdict, sendModels } from './list-models'
import type { KeyRing } from './key-ring'
import type { FaultContext, Protocol } from './protocol'
import { readRequest } from './read-request'
import { type SendOptions, type Sleep, sendAnswer, sendError } from './send'

export interface ProviderHandlerOptions {
  keys: KeyRing
  journal: Journal
  sleep: Sleep
  slowMs: number
  chunkDelayMs: number
}

interface Reply {
  protocol: Protocol
  verdict: Verdict | ListVerdict
  context: Omit<FaultContext, 'waitSeconds'>
  sending: SendOptions
  pace: { chunkDelayMs: number; sleep: Sleep }
}

/** Builds the listener that speaks for every provider, and records every call it hears. */
export function createProviderHandler(options: ProviderHandlerOptions) {
  const { keys, journal, sleep, slowMs, chunkDelayMs } = options
  let calls = 0
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const call = readCall(request)
    const body = await readCappedBody(request)
    if (body.kind === 'gone') return
    const lister = findModels(call)
    const target = lister ? { protocol: lister, route: null, model: null } : findRoute(call)
    const { protocol, route } = target
    const { format, reading } = readRequest({ call, target, body })
    const key = protocol.keyOf(call)
    const held = key === null ? null : keys.find(protocol.provider, key)
    const verdict = lister
      ? judgeListing({ held, slowMs })
      : judge({ reading, held, format, slowMs })
    const { at, answered } = journal.open({
      provider: protocol.provider,
      method: call.method,
      path: call.path,
      model: reading.model,
      keyName: held?.name ?? null,
      key,
      behaviour: held?.behaviour ?? null,
      stream: format !== 'single',
      userText: reading.kind === 'prompt' ? reading.prompt.userText : null,
    })
    const id = `sandbox${String(++calls).padStart(12, '0')}`
    await reply({
      protocol,
      verdict,
      context: { call, route, key: key ?? '', model: reading.model ?? '', at, id },
      sending: { response, format, headers: headersOf(protocol, id), answered },
      pace: { chunkDelayMs, sleep },
    })
  }
}

async function reply({ protocol, verdict, context, sending, pace }: Reply): Promise<void> {
  const { errors } = protocol
  if (verdict.kind === 'refuse') {
    const { fault, waitSeconds } = verdict
    sendError({ ...sending, error: errors[fault]({ ...context, waitSeconds }) })
    return
  }
  if (verdict.kind === 'list') {
    await sendModels({ ...sending, ...pace, ...verdict, models: protocol.models })
    return
  }
  const { asked, delayMs, ending } = verdict
  const answer = writeAnswer({ ...asked, at: context.at, id: context.id })
  const overloaded = errors.overloaded({ ...context, waitSeconds: null }).body
  const frame = { route: asked.route, answer, ending, overloaded }
  await sendAnswer({ ...sending, ...frame, ...pace, delayMs })
}

function headersOf({ idHeader }: Protocol, id: string): Record<string, string> {
  return idHeader ? { [idHeader]: `req_${id}` } : {}
}
