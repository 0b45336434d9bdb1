import type { Call } from './call'
import type { HeldKey } from './key-ring'
import type { Verdict } from './judge'
import { type Plan, planFor } from './plan'
import type { ModelList, Protocol } from './protocol'
import { protocols } from './protocols/all'
import type { SendOptions, Sleep } from './send'

/** What becomes of a call that asks which models there are. */
export type ListVerdict =
  | Extract<Verdict, { kind: 'refuse' }>
  | ({ kind: 'list' } & Omit<Extract<Plan, { kind: 'answer' }>, 'kind'>)

/** The models that the sandbox says it has: it answers for any. */
const names = ['sandbox-large', 'sandbox-small']

/** Whose list of models a call asks for; `null` when it asks for something else. */
export function findModels({ method, path }: Call): Protocol | null {
  if (method !== 'GET') return null
  const named = protocols.find(({ provider, models }) => path === `/${provider}${models.path}`)
  return named ?? protocols.find(({ models }) => path === models.path) ?? null
}

/** The key's state decides, save where it speaks of one model. */
export function judgeListing({
  held,
  slowMs,
}: {
  held: HeldKey | null
  slowMs: number
}): ListVerdict {
  if (!held) return { kind: 'refuse', fault: 'missing-key', waitSeconds: null }
  const { retryAfterSeconds } = held
  const behaviour = held.behaviour === 'no-model' ? 'healthy' : held.behaviour
  const plan = planFor({ behaviour, retryAfterSeconds, streamed: false, slowMs })
  return plan.kind === 'refuse' ? plan : { ...plan, kind: 'list' }
}

interface SendModelsOptions extends SendOptions {
  models: ModelList
  delayMs: number
  ending: string
  sleep: Sleep
}

/** Sends the list, late or not, to the end or not. */
export async function sendModels(options: SendModelsOptions): Promise<void> {
  const { response, headers, answered, models, delayMs, ending, sleep } = options
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  if (delayMs > 0) await sleep(delayMs, gone.signal).catch(() => undefined)
  if (gone.signal.aborted) return
  if (ending === 'cut') {
    response.destroy()
    return
  }
  answered(200)
  response.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8', ...headers })
  response.end(JSON.stringify(models.body(names)))
}
