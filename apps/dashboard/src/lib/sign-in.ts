import { authClient } from './auth-client'
import { type SignInFailure, signInFailure } from './sign-in-failure'

/** @returns `null` when the session is open, else why it is not. */
export async function signIn(credentials: {
  email: string
  password: string
}): Promise<SignInFailure | null> {
  try {
    const { error } = await authClient.signIn.email(credentials)
    return error ? signInFailure(error.status) : null
  } catch {
    return 'network'
  }
}
