import {
  importInputSchema,
  importOutputSchema,
  importPreviewInputSchema,
  importPreviewOutputSchema,
} from '@itqan/keys-contract'
import { operatorProcedure, router } from '../../trpc'

export const importKeys = router({
  /** Changes nothing, and still is no query: what a query asks stands in its address. */
  preview: operatorProcedure
    .input(importPreviewInputSchema)
    .output(importPreviewOutputSchema)
    .mutation(async ({ ctx, input }) => ({ known: await ctx.transfer.areKnown(input.keys) })),
  add: operatorProcedure
    .meta({ audit: 'keys.import' })
    .input(importInputSchema)
    .output(importOutputSchema)
    .mutation(async ({ ctx, input }) => ({
      ids: await ctx.transfer.importKeys(input.keys, ctx.origin),
    })),
})
