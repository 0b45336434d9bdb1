import 'server-only'
import { randomUUID } from 'node:crypto'
import type { UsageInput } from '@itqan/keys-contract'
import type { AuditFilter } from '@itqan/keys-contract'
import { type Context, consoleRouter } from '@itqan/keys-router'
import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query'
import { cache, type ReactNode } from 'react'
import { auditPages } from '../lib/audit/audit-pages'
import { currentUser } from '../lib/current-user'
import { filterOf, pageInput, type TableParams } from '../lib/keys-table/table-params'
import { type Address, askedOf } from '../lib/why/asked-of'
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
  const { ports } = getRuntime()
  const user = await currentUser()
  const actor = { kind: 'person', name: user?.id ?? null } as const
  // Nothing but reading masked keys is done here, which leaves no trace in the audit.
  const origin = { actor, address: null, requestId: randomUUID() }
  return {
    ...ports,
    origin,
    caller: null,
    user,
    readUser: currentUser,
    openStream: () => () => undefined,
  }
}

/** Reads the table's counts and first lines before the page is sent. A failure is left to the browser. */
export async function prefetchKeys(params: TableParams): Promise<void> {
  const queryClient = getQueryClient()
  const filter = filterOf(params)
  await Promise.all([
    queryClient.prefetchQuery(trpc.keys.summary.queryOptions(filter)),
    queryClient.prefetchQuery(trpc.keys.page.queryOptions(pageInput(filter, params.sort, 0))),
  ])
}

/** As `prefetchKeys`, for the page of the apps. */
export async function prefetchApps(): Promise<void> {
  await getQueryClient().prefetchQuery(trpc.apps.list.queryOptions())
}

/** As `prefetchKeys`, for what the usage page's address asks for. */
export async function prefetchUsage(input: UsageInput): Promise<void> {
  await getQueryClient().prefetchQuery(trpc.usage.read.queryOptions(input))
}

/** As `prefetchKeys`, for the page that says why a key is taken. */
export async function prefetchWhy(address: Address): Promise<void> {
  const queryClient = getQueryClient()
  const choices = await queryClient.fetchQuery(trpc.why.choices.queryOptions()).catch(() => null)
  const asked = choices && askedOf(address, choices)
  if (asked?.kind !== 'ask') return
  await queryClient.prefetchQuery(trpc.why.explain.queryOptions(asked.input))
}

/** Reads the audit's newest entries and the state of its chain, in the same way. */
export async function prefetchAudit(filter: AuditFilter): Promise<void> {
  const { input, paging } = auditPages(filter)
  await Promise.all([
    getQueryClient().prefetchInfiniteQuery(trpc.audit.page.infiniteQueryOptions(input, paging)),
    getQueryClient().prefetchQuery(trpc.audit.state.queryOptions()),
  ])
}

/** As `prefetchKeys`, for the page of the people. */
export async function prefetchPeople(): Promise<void> {
  const queryClient = getQueryClient()
  await Promise.all([
    queryClient.prefetchQuery(trpc.people.list.queryOptions()),
    queryClient.prefetchQuery(trpc.people.invitations.queryOptions()),
  ])
}

/** As `prefetchKeys`, for a person's own account. */
export async function prefetchProfile(): Promise<void> {
  await getQueryClient().prefetchQuery(trpc.profile.read.queryOptions())
}

export function HydrateClient({ children }: { children: ReactNode }) {
  return <HydrationBoundary state={dehydrate(getQueryClient())}>{children}</HydrationBoundary>
}
