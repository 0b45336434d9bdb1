import type { Answer } from '../answer'
import { isJsonObject } from '../json'
import type { Route, StreamEvent } from '../protocol'
import { formatInBody } from './format-in-body'

/** OpenAI's Responses API. */
export const responsesRoute: Route = {
  shown: '/v1/responses',
  pattern: /^\/v1\/responses$/,
  format: formatInBody,
  turnsField: 'input',
  conversation({ input, instructions }) {
    return { turns: typeof input === 'string' ? [{ content: input }] : input, instructions }
  },
  single: completed,
  events: eventsOf,
  errorEvent: (body, index) => ({
    event: 'error',
    data: { type: 'error', sequence_number: index, ...(isJsonObject(body) ? body : {}) },
  }),
}

/** Every event names its type twice, and its place in the stream. */
function eventsOf(answer: Answer): StreamEvent[] {
  const place = { item_id: itemId(answer), output_index: 0, content_index: 0 }
  const item = (status: 'in_progress' | 'completed', content: object[]) => ({
    output_index: 0,
    item: message(answer, status, content),
  })
  const steps: [name: string, fields: object][] = [
    ['created', { response: begun(answer) }],
    ['in_progress', { response: begun(answer) }],
    ['output_item.added', item('in_progress', [])],
    ['content_part.added', { ...place, part: textPart('') }],
    ...answer.chunks.map((delta): [string, object] => [
      'output_text.delta',
      { ...place, delta, logprobs: [] },
    ]),
    ['output_text.done', { ...place, text: answer.text, logprobs: [] }],
    ['content_part.done', { ...place, part: textPart(answer.text) }],
    ['output_item.done', item('completed', [textPart(answer.text)])],
    ['completed', { response: completed(answer) }],
  ]
  return steps.map(([name, fields], index) => {
    const type = `response.${name}`
    return { event: type, data: { type, sequence_number: index, ...fields } }
  })
}

function begun(answer: Answer) {
  return { ...responseOf(answer), status: 'in_progress', output: [], usage: null }
}

function completed(answer: Answer) {
  const { text, promptTokens, answerTokens, totalTokens } = answer
  return {
    ...responseOf(answer),
    status: 'completed',
    output: [message(answer, 'completed', [textPart(text)])],
    usage: {
      input_tokens: promptTokens,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens: answerTokens,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: totalTokens,
    },
  }
}

function responseOf({ id, at, model }: Answer) {
  return {
    id: `resp_${id}`,
    object: 'response',
    created_at: Math.floor(at / 1000),
    error: null,
    incomplete_details: null,
    instructions: null,
    max_output_tokens: null,
    model,
    parallel_tool_calls: true,
    previous_response_id: null,
    reasoning: { effort: null, summary: null },
    store: true,
    temperature: 1,
    text: { format: { type: 'text' } },
    tool_choice: 'auto',
    tools: [],
    top_p: 1,
    truncation: 'disabled',
    metadata: {},
  }
}

function message(answer: Answer, status: 'in_progress' | 'completed', content: object[]) {
  return { id: itemId(answer), type: 'message', status, role: 'assistant', content }
}

function textPart(text: string) {
  return { type: 'output_text', text, annotations: [], logprobs: [] }
}

function itemId({ id }: Answer): string {
  return `msg_${id}`
}
