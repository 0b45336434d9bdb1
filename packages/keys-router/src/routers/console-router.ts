import { createKeyInputSchema, keyIdSchema, managedKeySchema } from '@itqan/keys-contract'
import { z } from 'zod'
import { consoleProcedure, router } from '../trpc'
import { createKey, removeKey, resetErrors, setKeyActive } from '../verbs'

const byId = z.object({ keyId: keyIdSchema })

/** What the dashboard's pages call, at `/api/trpc`, with a session. Masked keys only. */
export const consoleRouter = router({
  keys: router({
    list: consoleProcedure
      .output(z.array(managedKeySchema))
      .query(({ ctx }) => ctx.store.listManaged()),
    create: consoleProcedure.input(createKeyInputSchema).mutation(createKey),
    setActive: consoleProcedure
      .input(byId.extend({ isActive: z.boolean() }))
      .mutation(setKeyActive),
    resetErrors: consoleProcedure.input(byId).mutation(resetErrors),
    remove: consoleProcedure.input(byId).mutation(removeKey),
  }),
})

export type ConsoleRouter = typeof consoleRouter
