import {
  usageChoicesInputSchema,
  usageChoicesSchema,
  usageInputSchema,
  usageSchema,
} from '@itqan/keys-contract'
import { router, viewerProcedure } from '../../trpc'

/** Counts only: there is nothing in them that a viewer may not see. */
export const usage = router({
  read: viewerProcedure
    .input(usageInputSchema)
    .output(usageSchema)
    .query(({ ctx, input }) => ctx.usage.read(input)),
  choices: viewerProcedure
    .input(usageChoicesInputSchema)
    .output(usageChoicesSchema)
    .query(({ ctx, input }) => ctx.usage.choices(input)),
})
