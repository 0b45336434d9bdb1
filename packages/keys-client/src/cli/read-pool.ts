import { type ListOutput, listOutputSchema } from '@itqan/keys-contract'
import { KeysClientError } from '../errors'
import type { OpenClient } from './open-client'
import { clientFailure, unreachable } from './client-failure'
import { untilAborted } from './until-aborted'

/**
 * The active keys and their rests, once they are known to be that: a proxy may answer anything.
 *
 * @throws CliFailure when there is no such answer; the signal's reason when it aborts first.
 */
export async function readPool(
  { client, url }: OpenClient,
  { provider, signal }: { provider: string | undefined; signal: AbortSignal },
): Promise<ListOutput> {
  const answer: unknown = await untilAborted(
    client.list(provider ? { provider } : {}),
    signal,
  ).catch((error: unknown) => {
    throw KeysClientError.isInstance(error) ? clientFailure(error, url) : error
  })
  const parsed = listOutputSchema.safeParse(answer)
  // Its issues may hold parts of keys: they go no further.
  if (!parsed.success) throw unreachable(null, url)
  const keys = parsed.data.keys.filter(
    (key) => !provider || key.provider.toLowerCase() === provider,
  )
  return { ...parsed.data, keys: keys.filter(({ key }) => key.trim() !== '') }
}
