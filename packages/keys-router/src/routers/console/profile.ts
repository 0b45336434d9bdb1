import { profileSchema } from '@itqan/keys-contract'
import { z } from 'zod'
import { router, viewerProcedure } from '../../trpc'

/** A person's own account. What asks for the password is at `/api/auth`. */
export const profile = router({
  read: viewerProcedure
    .output(profileSchema)
    .query(({ ctx: { profiles, user } }) =>
      profiles.read({ userId: user.id, sessionId: user.sessionId }),
    ),
  endSession: viewerProcedure
    .meta({ audit: 'session.end' })
    .input(z.object({ sessionId: z.string().min(1).max(64) }))
    .output(z.void())
    .mutation(({ ctx: { profiles, user, origin }, input }) =>
      profiles.endSession({ userId: user.id, sessionId: input.sessionId }, origin),
    ),
  endOtherSessions: viewerProcedure
    .meta({ audit: 'session.endOthers' })
    .output(z.void())
    .mutation(({ ctx: { profiles, user, origin } }) =>
      profiles.endOtherSessions({ userId: user.id, sessionId: user.sessionId }, origin),
    ),
})
