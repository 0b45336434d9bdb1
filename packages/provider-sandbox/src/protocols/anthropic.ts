import { bearerOf } from '../call'
import type { Protocol } from '../protocol'
import { anthropicErrors } from './anthropic-errors'
import { messagesRoute } from './anthropic-messages'

export const anthropicProtocol: Protocol = {
  provider: 'anthropic',
  routes: [messagesRoute],
  // Anthropic's own SDK sends a bearer token, others this header.
  keyOf: (call) => call.header('x-api-key') ?? bearerOf(call),
  idHeader: 'request-id',
  errors: anthropicErrors,
}
