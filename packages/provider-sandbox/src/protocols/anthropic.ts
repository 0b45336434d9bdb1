import { bearerOf } from '../call'
import type { Protocol } from '../protocol'
import { anthropicErrors } from './anthropic-errors'
import { messagesRoute } from './anthropic-messages'

export const anthropicProtocol: Protocol = {
  provider: 'anthropic',
  routes: [messagesRoute],
  models: {
    path: '/v1/models',
    body: (names) => ({
      data: names.map((id) => ({
        type: 'model',
        id,
        display_name: id,
        created_at: '2026-01-01T00:00:00Z',
      })),
      has_more: false,
      first_id: names[0] ?? null,
      last_id: names.at(-1) ?? null,
    }),
  },
  // Anthropic's own SDK sends a bearer token, others this header.
  keyOf: (call) => call.header('x-api-key') ?? bearerOf(call),
  idHeader: 'request-id',
  errors: anthropicErrors,
}
