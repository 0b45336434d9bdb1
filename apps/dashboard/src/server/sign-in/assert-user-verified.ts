import { APIError } from 'better-auth/api'

/** Of a registration or of an authentication; the library asks for the first kind only. */
interface Verification {
  registrationInfo?: { userVerified: boolean } | undefined
  authenticationInfo?: { userVerified: boolean } | undefined
}

/** A passkey stands for two factors where a finger, a face or a PIN opened it. */
export async function assertUserVerified(verification: Verification): Promise<void> {
  const info = verification.authenticationInfo ?? verification.registrationInfo
  if (info?.userVerified) return
  throw new APIError('UNAUTHORIZED', {
    code: 'USER_NOT_VERIFIED',
    message: 'The passkey was used without verifying its owner',
  })
}
