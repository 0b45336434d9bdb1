import { bearerOf } from '../call'
import type { Protocol } from '../protocol'
import { chatCompletions } from './chat-completions'
import { mistralErrors } from './mistral-errors'

/** OpenAI's chat completions, with errors of its own. Its path is OpenAI's, so it needs its prefix. */
export const mistralProtocol: Protocol = {
  provider: 'mistral',
  routes: [
    chatCompletions({
      idPrefix: '',
      message: { tool_calls: null },
      choice: {},
      usage: 'with-reason',
    }),
  ],
  models: {
    path: '/v1/models',
    body: (names) => ({
      object: 'list',
      data: names.map((id) => ({ id, object: 'model', created: 0, owned_by: 'sandbox' })),
    }),
  },
  keyOf: bearerOf,
  errors: mistralErrors,
}
