import type { IncomingMessage, ServerResponse } from 'node:http'
import { readCappedBody } from './body'
import { type Call, readCall } from './call'
import { badRequest, notFound, unregisteredCaller } from './gemini-error'
import type { Journal } from './journal'
import type { HeldKey, KeyRing } from './key-ring'
import { type Plan, planFor } from './plan'
import { type Prompt, type PromptReading, readPrompt } from './prompt'
import { type Sleep, sendAnswer, sendError } from './send'

export interface GeminiHandlerOptions {
  keys: KeyRing
  journal: Journal
  sleep: Sleep
  slowMs: number
  chunkDelayMs: number
}

interface JudgeOptions {
  call: Call
  held: HeldKey | null
  reading: PromptReading
  slowMs: number
}

type Verdict =
  | Extract<Plan, { kind: 'refuse' }>
  | (Extract<Plan, { kind: 'answer' }> & { model: string; prompt: Prompt })

/** Builds the listener that speaks Gemini's protocol, and records every call it hears. */
export function createGeminiHandler(options: GeminiHandlerOptions) {
  const { keys, journal, sleep, slowMs, chunkDelayMs } = options
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const call = readCall(request)
    const body = await readCappedBody(request)
    if (body.kind === 'gone') return
    const reading = readPrompt(body)
    const held = call.key === null ? null : keys.find(call.key)
    const verdict = judge({ call, held, reading, slowMs })
    const { answered } = journal.open({
      method: call.method,
      path: call.path,
      model: call.model,
      keyName: held?.name ?? null,
      key: call.key,
      behaviour: held?.behaviour ?? null,
      stream: call.format !== 'single',
      userText: reading.kind === 'prompt' ? reading.prompt.userText : null,
    })
    const { format } = call
    if (verdict.kind === 'refuse') sendError({ response, format, error: verdict.error, answered })
    else await sendAnswer({ response, format, ...verdict, sleep, chunkDelayMs, answered })
  }
}

/** What Google looks at first comes first: the address, who calls, the body, then the key's state. */
function judge({ call, held, reading, slowMs }: JudgeOptions): Verdict {
  const { model } = call
  if (model === null) return { kind: 'refuse', error: notFound() }
  if (call.keyInQuery) return { kind: 'refuse', error: badRequest(keyInQueryMessage) }
  if (!held) return { kind: 'refuse', error: unregisteredCaller() }
  if (reading.kind === 'refuse') return reading
  const plan = planFor({ behaviour: held.behaviour, key: held.key, model, slowMs })
  return plan.kind === 'refuse' ? plan : { ...plan, model, prompt: reading.prompt }
}

const keyInQueryMessage =
  'The sandbox takes no key in the address, where logs would keep it: send it in x-goog-api-key.'
