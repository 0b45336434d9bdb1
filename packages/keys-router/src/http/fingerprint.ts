import { createHash } from 'node:crypto'
import type { InternalSecret } from '@itqan/keys-contract'
import type { ConfiguredSecret } from '../ports'

/** Tells one secret from another: too little of its digest to find it by. */
export function fingerprintOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex').slice(0, 8)
}

/** The accepted secrets as a page may know them. */
export function configuredSecrets(secrets: readonly InternalSecret[]): ConfiguredSecret[] {
  return secrets.map(({ app, secret, scope }) => ({
    app,
    scope,
    fingerprint: fingerprintOf(secret),
  }))
}
