import { bearerOf } from '../call'
import type { Protocol } from '../protocol'
import { chatCompletions } from './chat-completions'
import { openaiErrors } from './openai-errors'
import { responsesRoute } from './openai-responses'

export const openaiProtocol: Protocol = {
  provider: 'openai',
  routes: [
    chatCompletions({
      idPrefix: 'chatcmpl-',
      message: { refusal: null, annotations: [] },
      choice: { logprobs: null },
      usage: 'when-asked',
    }),
    responsesRoute,
  ],
  models: {
    path: '/v1/models',
    body: (names) => ({
      object: 'list',
      data: names.map((id) => ({ id, object: 'model', created: 0, owned_by: 'sandbox' })),
    }),
  },
  keyOf: bearerOf,
  idHeader: 'x-request-id',
  errors: openaiErrors,
}
