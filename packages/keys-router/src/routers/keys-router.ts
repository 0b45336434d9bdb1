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
import { readingProcedure, reportingProcedure, router, streamingProcedure } from '../trpc'
import { listKeys, listProviders, reportUses, resetErrors, watchChanges } from '../verbs'

/** What apps call, at `/api/internal/trpc`, with a secret. */
export const keysRouter = router({
  list: readingProcedure
    .meta({ audit: 'keys.list' })
    .input(listInputSchema)
    .output(listOutputSchema)
    .query(listKeys),

  /** For whoever looks for the reason why there is no key. */
  providers: readingProcedure
    .meta({ audit: 'keys.providers' })
    .output(z.array(providerSummarySchema))
    .query(listProviders),

  report: reportingProcedure
    .meta({ audit: 'keys.report' })
    .input(reportInputSchema)
    .output(reportOutputSchema)
    .mutation(reportUses),

  watch: streamingProcedure
    .meta({ audit: 'keys.watch' })
    .input(watchInputSchema)
    .subscription(watchChanges),

  resetErrors: readingProcedure
    .meta({ audit: 'key.resetErrors' })
    .input(resetErrorsInputSchema)
    .mutation(resetErrors),
})

export type KeysRouter = typeof keysRouter
