import { passkeyClient } from '@better-auth/passkey/client'
import { createAuthClient } from 'better-auth/client'

// Apart from the other client, and loaded when it is used: the keys page has no need of it.
const client = createAuthClient({ plugins: [passkeyClient()] })

export type PasskeyFailure = 'cancelled' | 'known' | 'notFresh' | 'refused'

/** @returns `null` when the session is open. */
export async function signInWithPasskey(): Promise<PasskeyFailure | null> {
  const { error } = await client.signIn.passkey()
  return error ? failureOf(error) : null
}

/** @returns `null` when it is added. */
export async function addPasskey(name: string): Promise<PasskeyFailure | null> {
  const answer = await client.passkey.addPasskey({ name })
  return answer?.error ? failureOf(answer.error) : null
}

function failureOf(error: object): PasskeyFailure {
  const code = 'code' in error ? error.code : null
  if (code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED') return 'known'
  if (code === 'SESSION_NOT_FRESH') return 'notFresh'
  if (code === 'AUTH_CANCELLED' || code === 'ERROR_CEREMONY_ABORTED') return 'cancelled'
  return 'refused'
}
