import { formsOf, type SecretScope } from '@itqan/keys-contract'

const SECRET_BYTES = 32

/** 256 bits from the browser's own source of randomness, in letters that every shell takes as they are. */
export function makeSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(SECRET_BYTES))
  return btoa(String.fromCodePoint(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

interface NewSecret {
  /** `''` for none. */
  app: string
  secret: string
  scope: SecretScope
}

/** A secret as `INTERNAL_API_SECRET` lists it, with its name and what restricts it. */
export function secretEntry({ app, secret, scope }: NewSecret): string {
  return formsOf({ app: app || null, secret, scope }).at(-1) ?? secret
}

/** What may stand before a secret's colon. */
export function isAppName(text: string): boolean {
  return /^[a-z][a-z0-9-]{0,39}$/.test(text)
}

/**
 * The first digits of a secret's digest, by which the dashboard tells secrets apart.
 *
 * @returns `null` where the browser computes none: on a page that came over plain HTTP.
 */
export async function fingerprintOf(secret: string): Promise<string | null> {
  if (!globalThis.isSecureContext) return null
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret))
  const first = new Uint8Array(digest).slice(0, 4)
  return Array.from(first, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
