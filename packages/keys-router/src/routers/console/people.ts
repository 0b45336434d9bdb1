import {
  invitationSchema,
  invitedSchema,
  inviteInputSchema,
  personSchema,
  roleSchema,
} from '@itqan/keys-contract'
import { z } from 'zod'
import { administratorProcedure, router } from '../../trpc'

const byId = z.object({ personId: z.string().min(1).max(64) })

export const people = router({
  list: administratorProcedure.output(z.array(personSchema)).query(({ ctx }) => ctx.people.list()),
  invitations: administratorProcedure
    .output(z.array(invitationSchema))
    .query(({ ctx }) => ctx.people.invitations()),
  invite: administratorProcedure
    .meta({ audit: 'invitation.create' })
    .input(inviteInputSchema)
    .output(invitedSchema)
    .mutation(({ ctx, input }) => ctx.people.invite(input, ctx.origin)),
  revoke: administratorProcedure
    .meta({ audit: 'invitation.revoke' })
    .input(z.object({ invitationId: z.uuid() }))
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.people.revoke(input, ctx.origin)),
  setRole: administratorProcedure
    .meta({ audit: 'person.role' })
    .input(byId.extend({ role: roleSchema }))
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.people.setRole(input, ctx.origin)),
  setDisabled: administratorProcedure
    .meta({ audit: 'person.disable' })
    .input(byId.extend({ isDisabled: z.boolean() }))
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.people.setDisabled(input, ctx.origin)),
  remove: administratorProcedure
    .meta({ audit: 'person.remove' })
    .input(byId)
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.people.remove(input, ctx.origin)),
  unlock: administratorProcedure
    .meta({ audit: 'person.unlock' })
    .input(byId)
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.people.unlock(input, ctx.origin)),
})
