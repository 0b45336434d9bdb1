import { expect, it } from 'vitest'
import { passwordStrength } from './password-strength'

it.each([
  ['', 'short'],
  ['elevenchars', 'short'],
  ['aaaaaaaaaaaaaaaaaaaa', 'weak'],
  ['123456789012', 'weak'],
  ['abcdefghijklmnop', 'weak'],
  ['abababababababab', 'weak'],
  ['motdepasse-2026', 'fair'],
  ['quatre lapins sous la pluie', 'strong'],
  ['كلمة مرور طويلة جدا هنا', 'strong'],
] as const)('calls %j %s', (password, strength) => {
  expect(passwordStrength(password)).toBe(strength)
})
