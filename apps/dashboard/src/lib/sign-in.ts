import { postAuth } from './auth-api'
import { type SignInFailure, signInFailure } from './sign-in-failure'

/** `secondFactor`: the password was right, and a code is wanted now. */
export type SignInResult = { code: 'done' | 'secondFactor' } | SignInFailure

export async function signIn(credentials: {
  email: string
  password: string
}): Promise<SignInResult> {
  const answer = await postAuth('/sign-in/email', credentials)
  if (!answer.ok) return signInFailure(answer)
  const { data } = answer
  const wantsCode = typeof data === 'object' && data !== null && 'twoFactorRedirect' in data
  return { code: wantsCode ? 'secondFactor' : 'done' }
}
