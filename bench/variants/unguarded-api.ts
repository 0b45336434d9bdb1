import type { InternalApi, InternalHandlerOptions } from '../../packages/keys-router/src'
import { createShortcuts } from '../../packages/keys-router/src/hot/shortcuts'
import { TRPC_PATH } from '../../packages/keys-router/src/http/internal-api'
import { originOf } from '../../packages/keys-router/src/http/origin'
import { createPresence } from '../../packages/keys-router/src/http/presence'
import { noConsumerLog, traceOf, versionsIn } from '../../packages/keys-router/src/http/trace'
import { answerInTime } from '../../packages/keys-router/src/http/trpc-endpoint'
import { keysRouter } from '../../packages/keys-router/src'

/** The internal API for `list`, which lets everyone in: no secret is compared, and nobody counted. */
export function createUnguardedApi(options: InternalHandlerOptions): InternalApi {
  const { store, feed, audit, log, consumers = noConsumerLog } = options
  const presence = createPresence(options)
  const shortcuts = createShortcuts({ endpoint: TRPC_PATH, store })
  const caller = {
    app: 'bench',
    fingerprint: 'bench',
    scope: { canRead: true, provider: null },
  }
  const actor = { kind: 'app', name: caller.app } as const
  return {
    trpc: (asked) =>
      answerInTime({ router: keysRouter, log }, async () => {
        const origin = originOf(asked.headers, { actor, addressOf: () => null })
        const trace = traceOf({ presence, consumers }, caller, versionsIn(asked.headers))
        const common = { store, feed, streams: presence, audit, origin, trace, user: null }
        const context = { ...common, caller }
        const answer = await shortcuts.take({ asked, context, isWanted: () => true })
        return 'headers' in answer ? answer : new Response(null, { status: 501 })
      }),
    rest: async () => new Response(null, { status: 501 }),
  }
}
