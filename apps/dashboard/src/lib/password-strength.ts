import { MIN_PASSWORD_LENGTH } from '@itqan/keys-contract'

/** Each names a message under `invitation.strength`. */
export type PasswordStrength = 'short' | 'weak' | 'fair' | 'strong'

/** Runs of one character, of neighbours such as `abcd` or `4321`, add next to nothing to guess. */
function effectiveLength(password: string): number {
  const codes = [...password].map((character) => character.codePointAt(0) ?? 0)
  return codes.filter((code, index) => {
    const step = code - (codes[index - 1] ?? Number.NaN)
    return !(Math.abs(step) <= 1)
  }).length
}

/** A hint for whoever chooses; only the length is asked for. */
export function passwordStrength(password: string): PasswordStrength {
  if (password.length < MIN_PASSWORD_LENGTH) return 'short'
  const length = effectiveLength(password)
  const variety = new Set(password).size
  if (length < 10 || variety < 6) return 'weak'
  return length >= 16 && variety >= 9 ? 'strong' : 'fair'
}
