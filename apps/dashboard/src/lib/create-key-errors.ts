import { createKeyInputSchema } from '@itqan/keys-contract'
import type { z } from 'zod'

/** Each value names a message under `add.errors.<field>`. */
export interface CreateKeyErrors {
  provider?: 'required' | 'invalid'
  name?: 'required' | 'tooLong'
  key?: 'required' | 'tooShort' | 'tooLong' | 'invalid' | 'duplicate'
  /** These two name a message under `addOptions.errors`. */
  quotaPool?: 'quotaPool'
  weight?: 'weight'
}

type Input = z.input<typeof createKeyInputSchema>

/** Checks what was typed with the server's own schema; at most one error a field. */
export function createKeyErrors(input: Input): CreateKeyErrors {
  const parsed = createKeyInputSchema.safeParse(input)
  if (parsed.success) return {}
  const errors: CreateKeyErrors = {}
  // Backwards, so that a field keeps the first of its issues.
  for (const { path, code } of parsed.error.issues.toReversed()) {
    const field = path[0]
    if (field === 'provider') errors.provider = input.provider.trim() ? 'invalid' : 'required'
    if (field === 'name') errors.name = code === 'too_big' ? 'tooLong' : 'required'
    if (field === 'quotaPool' || field === 'weight') Object.assign(errors, { [field]: field })
    if (field === 'key') errors.key = keyError(input.key, code)
  }
  return errors
}

function keyError(key: string, code: string): NonNullable<CreateKeyErrors['key']> {
  if (!key.trim()) return 'required'
  if (code === 'too_small') return 'tooShort'
  return code === 'too_big' ? 'tooLong' : 'invalid'
}
