import type { Answer } from '../answer'
import { isJsonObject } from '../json'
import type { Route, StreamEvent } from '../protocol'
import { formatInBody } from './format-in-body'

/** Where two providers that speak chat completions differ. */
export interface ChatDialect {
  idPrefix: string
  /** What every message has beside its role and its content. */
  message: Record<string, unknown>
  /** What every choice has beside its message and its reason. */
  choice: Record<string, unknown>
  /** Where a stream says its cost: with the reason, or in an event that the caller asked for. */
  usage: 'with-reason' | 'when-asked'
}

/** Builds the route that OpenAI made and others took over. */
export function chatCompletions(dialect: ChatDialect): Route {
  return {
    shown: '/v1/chat/completions',
    pattern: /^\/v1\/chat\/completions$/,
    format: formatInBody,
    turnsField: 'messages',
    conversation: (body) => ({ turns: body['messages'], instructions: null }),
    single(answer) {
      const message = { role: 'assistant', content: answer.text, ...dialect.message }
      const choice = { index: 0, message, ...dialect.choice, finish_reason: 'stop' }
      return { ...headOf(answer, dialect), choices: [choice], usage: usageOf(answer) }
    },
    events: (answer) => eventsOf(answer, dialect),
    errorEvent: (data) => ({ data }),
  }
}

function eventsOf(answer: Answer, dialect: ChatDialect): StreamEvent[] {
  const head = { ...headOf(answer, dialect), object: 'chat.completion.chunk' }
  const usage = usageOf(answer)
  const chunk = (delta: Record<string, unknown>, reason: 'stop' | null = null) => ({
    ...head,
    choices: [{ index: 0, delta, ...dialect.choice, finish_reason: reason }],
  })
  const end = chunk({}, 'stop')
  const ends = dialect.usage === 'with-reason' ? [{ ...end, usage }] : [end]
  if (dialect.usage === 'when-asked' && asksForUsage(answer)) {
    ends.push({ ...head, choices: [], usage })
  }
  const texts = answer.chunks.map((content) => chunk({ content }))
  const chunks = [chunk({ role: 'assistant', content: '' }), ...texts, ...ends]
  return [...chunks.map((data) => ({ data })), { data: '[DONE]' }]
}

function asksForUsage({ request }: Answer): boolean {
  const options = request['stream_options']
  return isJsonObject(options) && options['include_usage'] === true
}

function headOf({ id, at, model }: Answer, { idPrefix }: ChatDialect) {
  return {
    id: `${idPrefix}${id}`,
    object: 'chat.completion',
    created: Math.floor(at / 1000),
    model,
  }
}

function usageOf({ promptTokens, answerTokens, totalTokens }: Answer) {
  return {
    prompt_tokens: promptTokens,
    completion_tokens: answerTokens,
    total_tokens: totalTokens,
  }
}
