import {
  listInputSchema,
  listOutputSchema,
  reportInputSchema,
  reportOutputSchema,
  resetErrorsInputSchema,
  watchInputSchema,
} from '@itqan/keys-contract'
import { internalProcedure, router } from '../trpc'
import { resetErrors, watchChanges } from '../verbs'

/** What apps call, at `/api/internal/trpc`, with a secret. */
export const keysRouter = router({
  list: internalProcedure
    .input(listInputSchema)
    .output(listOutputSchema)
    .query(({ ctx, input }) => ctx.store.list(input)),

  report: internalProcedure
    .input(reportInputSchema)
    .output(reportOutputSchema)
    .mutation(({ ctx, input }) => ctx.store.report(input)),

  watch: internalProcedure.input(watchInputSchema).subscription(watchChanges),

  resetErrors: internalProcedure.input(resetErrorsInputSchema).mutation(resetErrors),
})

export type KeysRouter = typeof keysRouter
