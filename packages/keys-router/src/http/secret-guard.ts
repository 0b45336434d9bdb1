import { hash, timingSafeEqual } from 'node:crypto'
import { formsOf, type InternalSecret } from '@itqan/keys-contract'
import type { Caller } from '../trpc'
import { fingerprintOf } from './fingerprint'

/** Finds who presents an `Authorization` header, or `null` for a stranger. */
export type SecretGuard = (authorization: string | null) => Caller | null

/**
 * Compares SHA-256 digests in constant time, against every accepted secret each time. A named
 * secret may be presented alone, as `app:secret`, or as it stands in an environment file.
 */
export function createSecretGuard(secrets: InternalSecret[]): SecretGuard {
  if (secrets.length === 0) throw new Error('createSecretGuard needs at least one secret')
  const accepted = secrets.flatMap((entry) => {
    const { app, scope, secret } = entry
    const caller = { app, scope, fingerprint: fingerprintOf(secret) }
    return formsOf(entry).map((form) => ({ caller, digest: sha256(form) }))
  })
  return (authorization) => {
    const presented = /^Bearer (\S{1,4096})$/i.exec(authorization ?? '')?.[1]
    if (!presented) return null
    const digest = sha256(presented)
    let found: Caller | null = null
    for (const { caller, digest: expected } of accepted) {
      if (timingSafeEqual(digest, expected)) found = caller
    }
    return found
  }
}

function sha256(value: string): Buffer {
  return hash('sha256', value, 'buffer')
}
