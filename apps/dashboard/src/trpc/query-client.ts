import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import superjson from 'superjson'
import { failureOf } from '../lib/failure'
import { isLeaving } from '../lib/leaving'

export function createQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: leaveWithoutSession }),
    mutationCache: new MutationCache({ onError: leaveWithoutSession }),
    defaultOptions: {
      // Not zero: what the server prefetched must not be fetched again at once.
      queries: { staleTime: 5_000, retry: shouldRetry, networkMode: 'always' },
      // Offline, a change fails and says so; it is not kept to be sent later.
      mutations: { networkMode: 'always' },
      dehydrate: { serializeData: superjson.serialize },
      hydrate: { deserializeData: superjson.deserialize },
    },
  })
}

/** One more try for a hiccup; none for an answer that would be the same again. */
function shouldRetry(failureCount: number, error: unknown): boolean {
  if (typeof window === 'undefined') return false
  const { kind } = failureOf(error)
  return failureCount < 1 && (kind === 'network' || kind === 'server')
}

/** A full load, so that nothing this session had read stays in memory. */
export function leaveWithoutSession(error: unknown): void {
  if (typeof window === 'undefined' || isLeaving()) return
  if (failureOf(error).kind !== 'session') return
  window.location.assign('/sign-in?expired')
}
