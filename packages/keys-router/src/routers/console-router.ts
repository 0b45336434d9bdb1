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
    create: administratorProcedure.input(createKeyInputSchema).mutation(createKey),
    setActive: administratorProcedure
      .input(byId.extend({ isActive: z.boolean() }))
      .mutation(setKeyActive),
    resetErrors: administratorProcedure.input(byId).mutation(resetErrors),
    remove: administratorProcedure.input(byId).mutation(removeKey),
  }),
})

export type ConsoleRouter = typeof consoleRouter
