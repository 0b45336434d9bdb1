import {
  confirmPasswordInputSchema,
  revealInputSchema,
  revealOutputSchema,
} from '@itqan/keys-contract'
import { z } from 'zod'
import { administratorProcedure, router } from '../../trpc'
import { confirmPassword, revealKey } from '../../verbs'

export const reveal = router({
  key: administratorProcedure
    .meta({ audit: 'key.reveal' })
    .input(revealInputSchema)
    .output(revealOutputSchema)
    .mutation(({ ctx, input }) => revealKey({ ctx, input, now: new Date() })),
  confirmPassword: administratorProcedure
    .meta({ audit: 'session.confirmPassword' })
    .input(confirmPasswordInputSchema)
    .output(z.void())
    .mutation(confirmPassword),
})
