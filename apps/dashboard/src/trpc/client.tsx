'use client'

import { MAX_BATCH_SIZE } from '@itqan/keys-contract'
import type { ConsoleRouter } from '@itqan/keys-router'
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import {
  createTRPCClient,
  httpBatchLink,
  httpSubscriptionLink,
  splitLink,
  type TRPCLink,
} from '@trpc/client'
import { createTRPCContext } from '@trpc/tanstack-react-query'
import { type ReactNode, useState } from 'react'
import superjson from 'superjson'
import { toasts } from '../lib/toast'
import { createQueryClient } from './query-client'

const context = createTRPCContext<ConsoleRouter>()

export const useTRPC = context.useTRPC

/** For calls whose input or answer is a secret: the query cache keeps nothing of them. */
export const useTRPCClient = context.useTRPCClient

const url = '/api/trpc'

/** How a change went is told in a toast: what draws it is loaded while the change is made. */
const toastsAhead: TRPCLink<ConsoleRouter> =
  () =>
  ({ op, next }) => {
    if (op.type === 'mutation') toasts.prepare()
    return next(op)
  }

let browserClient: QueryClient | undefined

/** One a request on the server, one for the life of the page in the browser. */
function getQueryClient(): QueryClient {
  if (typeof window === 'undefined') return createQueryClient()
  browserClient ??= createQueryClient()
  return browserClient
}

export function TRPCReactProvider({ children }: { children: ReactNode }) {
  const queryClient = getQueryClient()
  const [trpcClient] = useState(() =>
    createTRPCClient<ConsoleRouter>({
      links: [
        toastsAhead,
        splitLink({
          condition: ({ type }) => type === 'subscription',
          true: httpSubscriptionLink({ url, transformer: superjson }),
          false: httpBatchLink({ url, transformer: superjson, maxItems: MAX_BATCH_SIZE }),
        }),
      ],
    }),
  )
  return (
    <QueryClientProvider client={queryClient}>
      <context.TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
        {children}
      </context.TRPCProvider>
    </QueryClientProvider>
  )
}
