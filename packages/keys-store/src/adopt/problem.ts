import type { Field } from './fields'

/** Why a key is not taken over. Never holds what is written there: it may be a secret. */
export type Problem =
  | { code: 'key_empty' | 'key_short' | 'key_long' | 'key_signs' | 'key_sealed' }
  | { code: 'provider_bad' | 'id_bad' | 'id_taken' }
  | { code: 'number_bad' | 'switch_bad' | 'date_bad'; field: Field }
  | { code: 'cells'; expected: number; found: number }
  | { code: 'quotes' }
  | { code: 'overridden'; line: number }
