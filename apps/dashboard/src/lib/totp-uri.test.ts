import { expect, it } from 'vitest'
import { groupsOfFour, qrPath, secretIn } from './totp-uri'

it('draws the dark modules only', () => {
  expect(
    qrPath([
      [true, false],
      [false, true],
    ]),
  ).toBe('M0 0h1v1h-1zM1 1h1v1h-1z')
})

it('reads the secret, and groups it for whoever types it', () => {
  const secret = secretIn('otpauth://totp/Itqan%20Keys:a@b.example?secret=ABCDEFGHIJ&issuer=Itqan')
  expect(secret).toBe('ABCDEFGHIJ')
  expect(groupsOfFour(secret)).toBe('ABCD EFGH IJ')
})
