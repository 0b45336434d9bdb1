import {
  listInputSchema,
  listOutputSchema,
  providerSummarySchema,
  reportInputSchema,
  reportOutputSchema,
  resetErrorsInputSchema,
  watchInputSchema,
} from '@itqan/keys-contract'
import { z } from 'zod'
import { internalProcedure, router } from '../trpc'
import { resetErrors, watchChanges } from '../verbs'

/** What apps call, at `/api/internal/trpc`, with a secret. */
export const keysRouter = router({
  list: internalProcedure
    .input(listInputSchema)
    .output(listOutputSchema)
    .query(({ ctx, input }) => ctx.store.list(input)),

  /** For whoever looks for the reason why there is no key. */
  providers: internalProcedure
    .output(z.array(providerSummarySchema))
    .query(({ ctx }) => ctx.store.providers()),

  report: internalProcedure
    .input(reportInputSchema)
    .output(reportOutputSchema)
    .mutation(({ ctx, input }) => ctx.store.report(input)),

  watch: internalProcedure.input(watchInputSchema).subscription(watchChanges),

  resetErrors: internalProcedure.input(resetErrorsInputSchema).mutation(resetErrors),
})

export type KeysRouter = typeof keysRouter
