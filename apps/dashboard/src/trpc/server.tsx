import 'server-only'
import { randomUUID } from 'node:crypto'
import { type Context, consoleRouter } from '@itqan/keys-router'
import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query'
import { cache, type ReactNode } from 'react'
import { currentUser } from '../lib/current-user'
import { getRuntime } from '../server/runtime'
import { createQueryClient } from './query-client'

const getQueryClient = cache(createQueryClient)

/** The same procedures in process: the session is asked for here too. */
const trpc = createTRPCOptionsProxy({
  ctx: createContext,
  router: consoleRouter,
  queryClient: getQueryClient,
})

async function createContext(): Promise<Context> {
  const { store, audit } = getRuntime()
  const user = await currentUser()
  const actor = { kind: 'person', name: user?.id ?? null } as const
  // Nothing but reading masked keys is done here, which leaves no trace in the audit.
  const origin = { actor, address: null, requestId: randomUUID() }
  return { store, audit, origin, caller: null, user }
}

/** Reads the keys before the page is sent. A failure is left to the browser, which asks again. */
export async function prefetchKeys(): Promise<void> {
  await getQueryClient().prefetchQuery(trpc.keys.list.queryOptions())
}

export function HydrateClient({ children }: { children: ReactNode }) {
  return <HydrationBoundary state={dehydrate(getQueryClient())}>{children}</HydrationBoundary>
}
