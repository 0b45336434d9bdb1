import {
  auditCountsSchema,
  auditFilterSchema,
  auditKeySetInputSchema,
  auditKeySetSchema,
  auditNewerInputSchema,
  auditNewerSchema,
  auditPageInputSchema,
  auditPageSchema,
  auditStateSchema,
} from '@itqan/keys-contract'
import { z } from 'zod'
import { operatorProcedure, router, viewerProcedure } from '../../trpc'

/** Who did what. It holds no secret: whoever has a session may look. */
export const audit = router({
  page: viewerProcedure
    .input(auditPageInputSchema)
    .output(auditPageSchema)
    .query(({ ctx, input }) => ctx.auditReader.page(input)),
  newer: viewerProcedure
    .input(auditNewerInputSchema)
    .output(auditNewerSchema)
    .query(({ ctx, input }) => ctx.auditReader.newer(input)),
  counts: viewerProcedure
    .input(auditFilterSchema)
    .output(auditCountsSchema)
    .query(({ ctx, input }) => ctx.auditReader.counts(input)),
  /** The keys of an entry that is about many. */
  keySet: viewerProcedure
    .input(auditKeySetInputSchema)
    .output(auditKeySetSchema.nullable())
    .query(({ ctx, input }) => ctx.auditReader.keySet(input.keySet)),
  state: viewerProcedure.output(auditStateSchema).query(async ({ ctx }) => ({
    ...(await ctx.auditReader.state()),
    verifying: ctx.auditVerifier.progress(),
    isInterrupted: ctx.auditVerifier.isInterrupted(),
  })),
  /** Begins to go through the whole chain; `state` tells how far it has come. */
  verify: operatorProcedure
    .meta({ audit: 'audit.verify' })
    .output(z.object({ isStarted: z.boolean() }))
    .mutation(({ ctx }) => ({ isStarted: ctx.auditVerifier.start(ctx.origin) })),
})
