import { z } from 'zod'
import { outcomes } from './outcome'

export const outcomeSchema = z.enum(outcomes)
