import { z } from 'zod'
import { roleSchema } from './roles'

export const MIN_PASSWORD_LENGTH = 12
export const MAX_PASSWORD_LENGTH = 128

export const emailSchema = z.string().trim().toLowerCase().max(320).pipe(z.email())

export const personNameSchema = z.string().trim().min(1).max(100)

export const newPasswordSchema = z.string().min(MIN_PASSWORD_LENGTH).max(MAX_PASSWORD_LENGTH)

/** Why somebody cannot sign in for a while: too many wrong passwords or codes. */
export const signInLockSchema = z.object({
  failures: z.number().int().nonnegative(),
  until: z.date(),
})

export type SignInLock = z.infer<typeof signInLockSchema>

export const personSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: roleSchema,
  hasTwoFactor: z.boolean(),
  passkeys: z.number().int().nonnegative(),
  createdAt: z.date(),
  /** `null` for nobody knows: longer ago than the audit is asked for. */
  lastSignInAt: z.date().nullable(),
  /** Since when this person may not sign in. */
  disabledAt: z.date().nullable(),
  lock: signInLockSchema.nullable(),
})

export type Person = z.infer<typeof personSchema>

export const invitationSchema = z.object({
  id: z.string(),
  role: roleSchema,
  /** Whom it is for; `null` for whoever has the link. */
  email: z.string().nullable(),
  /** By name; `null` for the terminal. */
  invitedBy: z.string().nullable(),
  createdAt: z.date(),
  expiresAt: z.date(),
})

export type Invitation = z.infer<typeof invitationSchema>

export const inviteInputSchema = z.object({
  role: roleSchema,
  /** Default: whoever has the link. */
  email: emailSchema.nullable(),
})

export type InviteInput = z.infer<typeof inviteInputSchema>

/** The token stands in the link and is kept nowhere. */
export const invitedSchema = z.object({ id: z.string(), token: z.string(), expiresAt: z.date() })

export type Invited = z.infer<typeof invitedSchema>

export const invitationTokenSchema = z.string().regex(/^[\w-]{43}$/)

/** What somebody with the link learns of it. */
export const invitationOfferSchema = z.object({
  role: roleSchema,
  email: z.string().nullable(),
})

export type InvitationOffer = z.infer<typeof invitationOfferSchema>

export const acceptInvitationInputSchema = z.object({
  token: invitationTokenSchema,
  email: emailSchema,
  name: personNameSchema,
  password: newPasswordSchema,
})

export type AcceptInvitationInput = z.infer<typeof acceptInvitationInputSchema>

export const ownSessionSchema = z.object({
  id: z.string(),
  isCurrent: z.boolean(),
  /** As the browser calls itself. */
  userAgent: z.string().nullable(),
  address: z.string().nullable(),
  createdAt: z.date(),
  lastSeenAt: z.date(),
})

export type OwnSession = z.infer<typeof ownSessionSchema>

export const ownPasskeySchema = z.object({
  id: z.string(),
  name: z.string().nullable(),
  createdAt: z.date().nullable(),
})

/** What a person sees of their own account. */
export const profileSchema = z.object({
  name: z.string(),
  email: z.string(),
  role: roleSchema,
  hasTwoFactor: z.boolean(),
  passkeys: z.array(ownPasskeySchema),
  sessions: z.array(ownSessionSchema),
})

export type Profile = z.infer<typeof profileSchema>
