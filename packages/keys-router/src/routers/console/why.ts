import { whyChoicesSchema, whyInputSchema, whySchema } from '@itqan/keys-contract'
import { router, viewerProcedure } from '../../trpc'

export const why = router({
  choices: viewerProcedure.output(whyChoicesSchema).query(({ ctx }) => ctx.order.choices()),
  explain: viewerProcedure
    .input(whyInputSchema)
    .output(whySchema)
    .query(({ ctx, input }) => ctx.order.explain(input)),
})
