import { authClient } from './auth-client'
import { type SignInFailure, signInFailure } from './sign-in-failure'

/** @returns `null` when the session is open, else why it is not. */
export async function signIn(credentials: {
  email: string
  password: string
}): Promise<SignInFailure | null> {
  let retryAfter: string | null = null
  try {
    const { error } = await authClient.signIn.email(credentials, {
      onError: ({ response }) => {
        retryAfter = response.headers.get('retry-after')
      },
    })
    return error ? signInFailure(error.status, retryAfter) : null
  } catch {
    return { code: 'network' }
  }
}
