import type { Answer } from '../answer'
import type { Route, StreamEvent } from '../protocol'
import { formatInBody } from './format-in-body'

/** Anthropic's Messages API. */
export const messagesRoute: Route = {
  shown: '/v1/messages',
  pattern: /^\/v1\/messages$/,
  format: formatInBody,
  turnsField: 'messages',
  conversation: (body) => ({ turns: body['messages'], instructions: body['system'] }),
  single: (answer) => ({
    ...messageOf(answer),
    content: [{ type: 'text', text: answer.text }],
    stop_reason: 'end_turn',
    usage: usageOf(answer, answer.answerTokens),
  }),
  events: eventsOf,
  errorEvent: (data) => ({ event: 'error', data }),
}

/** Every event names its type twice. */
function eventsOf(answer: Answer): StreamEvent[] {
  const delta = { stop_reason: 'end_turn', stop_sequence: null }
  const steps: { type: string; [field: string]: unknown }[] = [
    { type: 'message_start', message: { ...messageOf(answer), usage: usageOf(answer, 1) } },
    { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
    { type: 'ping' },
    ...answer.chunks.map((text) => ({
      type: 'content_block_delta',
      index: 0,
      delta: { type: 'text_delta', text },
    })),
    { type: 'content_block_stop', index: 0 },
    { type: 'message_delta', delta, usage: { output_tokens: answer.answerTokens } },
    { type: 'message_stop' },
  ]
  return steps.map((data) => ({ event: data.type, data }))
}

function messageOf({ id, model }: Answer) {
  return {
    id: `msg_${id}`,
    type: 'message',
    role: 'assistant',
    model,
    content: [],
    stop_reason: null,
    stop_sequence: null,
  }
}

function usageOf({ promptTokens }: Answer, outputTokens: number) {
  return {
    input_tokens: promptTokens,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: 0,
    output_tokens: outputTokens,
    service_tier: 'standard',
  }
}
