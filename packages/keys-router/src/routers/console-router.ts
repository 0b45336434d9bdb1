import { createKeyInputSchema, keyIdSchema, managedKeySchema } from '@itqan/keys-contract'
import { z } from 'zod'
import { administratorProcedure, consoleProcedure, router } from '../trpc'
import { createKey, removeKey, resetErrors, setKeyActive } from '../verbs'

const byId = z.object({ keyId: keyIdSchema })

/** What the dashboard's pages call, at `/api/trpc`, with a session. Masked keys only. */
export const consoleRouter = router({
  keys: router({
    list: consoleProcedure
      .output(z.array(managedKeySchema))
      .query(({ ctx }) => ctx.store.listManaged()),
    create: administratorProcedure
      .meta({ audit: 'key.create' })
      .input(createKeyInputSchema)
      .mutation(createKey),
    setActive: administratorProcedure
      .meta({ audit: 'key.setActive' })
      .input(byId.extend({ isActive: z.boolean() }))
      .mutation(setKeyActive),
    resetErrors: administratorProcedure
      .meta({ audit: 'key.resetErrors' })
      .input(byId)
      .mutation(resetErrors),
    remove: administratorProcedure.meta({ audit: 'key.remove' }).input(byId).mutation(removeKey),
  }),
})

export type ConsoleRouter = typeof consoleRouter
