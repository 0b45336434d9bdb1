import { z } from 'zod'

/**
 * What a person may do: a `viewer` looks, an `operator` also changes keys and tests them, an
 * `administrator` also sees a key in clear and says who may come in.
 */
export const roles = ['administrator', 'operator', 'viewer'] as const

export const roleSchema = z.enum(roles)

export type Role = z.infer<typeof roleSchema>
