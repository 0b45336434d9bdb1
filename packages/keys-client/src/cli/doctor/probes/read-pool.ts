import {
  type ListOutput,
  listOutputSchema,
  type ProviderSummary,
  providerSummarySchema,
} from '@itqan/keys-contract'
import type { Answer, Facts, PoolFact } from '../facts'
import { resultIn } from '../read-answer'
import { call } from './call'
import type { Site } from './site'

/** Asks for the keys with the secret, and for those that are disabled. Keeps no key material. */
export async function readPool(
  site: Site,
  { question: { provider } }: Facts,
): Promise<{ list: Answer; pool?: PoolFact }> {
  const answer = await call(site, 'list', provider ? { provider } : {})
  const list = listIn(answer)
  const told = withoutKeys(answer)
  if (!list) return { list: told }
  const summaries = summariesIn(await call(site, 'providers'))
  // An older dashboard tells the names of providers by their keys alone.
  const isNameUnknown = !summaries && provider !== null && list.keys.length === 0
  const all = isNameUnknown ? listIn(await call(site, 'list', {})) : null
  return { list: told, pool: { list: all ?? list, summaries, now: site.clock.now() } }
}

function listIn(answer: Answer): ListOutput | null {
  const parsed = listOutputSchema.safeParse(resultIn(answer))
  if (!parsed.success) return null
  return { ...parsed.data, keys: parsed.data.keys.map((key) => ({ ...key, key: '' })) }
}

function summariesIn(answer: Answer): ProviderSummary[] | null {
  const parsed = providerSummarySchema.array().safeParse(resultIn(answer))
  return parsed.success ? parsed.data : null
}

function withoutKeys(answer: Answer): Answer {
  const isKeys = answer.kind === 'spoken' && resultIn(answer) !== undefined
  return isKeys ? { ...answer, json: null } : answer
}
