import {
  changedKeysSchema,
  clearCooldownsInputSchema,
  createKeyInputSchema,
  keyFilterSchema,
  keyIdsInputSchema,
  keyPageInputSchema,
  keyPageSchema,
  keySummarySchema,
  keyTestSchema,
  managedKeySchema,
  setActiveInputSchema,
  testKeyInputSchema,
  updateKeysInputSchema,
} from '@itqan/keys-contract'
import { z } from 'zod'
import { operatorProcedure, router, viewerProcedure, watchingProcedure } from '../../trpc'
import { createKey, testKey, watchKeys } from '../../verbs'

export const keys = router({
  list: viewerProcedure
    .output(z.array(managedKeySchema))
    .query(({ ctx }) => ctx.keys.listManaged()),
  page: viewerProcedure
    .input(keyPageInputSchema)
    .output(keyPageSchema)
    .query(({ ctx, input }) => ctx.keys.page(input)),
  summary: viewerProcedure
    .input(keyFilterSchema)
    .output(keySummarySchema)
    .query(({ ctx, input }) => ctx.keys.summary(input)),
  ids: viewerProcedure
    .input(keyFilterSchema)
    .output(z.array(z.string()))
    .query(({ ctx, input }) => ctx.keys.ids(input)),
  live: watchingProcedure.subscription(watchKeys),
  create: operatorProcedure
    .meta({ audit: 'key.create' })
    .input(createKeyInputSchema)
    .mutation(createKey),
  setActive: operatorProcedure
    .meta({ audit: 'key.setActive' })
    .input(setActiveInputSchema)
    .output(changedKeysSchema)
    .mutation(({ ctx, input }) => ctx.keys.setActive(input, ctx.origin)),
  resetErrors: operatorProcedure
    .meta({ audit: 'key.resetErrors' })
    .input(keyIdsInputSchema)
    .output(changedKeysSchema)
    .mutation(({ ctx, input }) => ctx.keys.resetErrors(input, ctx.origin)),
  clearCooldowns: operatorProcedure
    .meta({ audit: 'key.clearCooldowns' })
    .input(clearCooldownsInputSchema)
    .output(changedKeysSchema)
    .mutation(({ ctx, input }) => ctx.keys.clearCooldowns(input, ctx.origin)),
  update: operatorProcedure
    .meta({ audit: 'key.update' })
    .input(updateKeysInputSchema)
    .output(changedKeysSchema)
    .mutation(({ ctx, input }) => ctx.keys.update(input, ctx.origin)),
  remove: operatorProcedure
    .meta({ audit: 'key.remove' })
    .input(keyIdsInputSchema)
    .output(changedKeysSchema)
    .mutation(({ ctx, input }) => ctx.keys.remove(input, ctx.origin)),
  undoRemove: operatorProcedure
    .meta({ audit: 'key.undoRemove' })
    .input(keyIdsInputSchema)
    .output(changedKeysSchema)
    .mutation(({ ctx, input }) => ctx.keys.undoRemove(input, ctx.origin)),
  test: operatorProcedure
    .meta({ audit: 'key.test' })
    .input(testKeyInputSchema)
    .output(keyTestSchema)
    .mutation(testKey),
})
