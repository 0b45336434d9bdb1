import { KEY_BYTES } from './aead'
import type { KekProvider } from './kek-provider'
import { createLocalKeks } from './local-keks'

/** The key-encryption keys that a process was given. */
export type Keyring = KekProvider

/** The name of a key-encryption key. */
export const kekIdPattern = /^[a-z0-9-]{1,32}$/

/** 32 random bytes have 30 different ones; a text of hex digits has 16 at most. */
const FEWEST_DIFFERENT_BYTES = 17

type Kek = { id: string; bytes: Buffer }

/**
 * Reads `KEYS_ENCRYPTION_KEYS`: `id:base64`, or several separated by commas. The first encrypts, all
 * decrypt. Each is 32 random bytes, such as `openssl rand -base64 32` prints.
 *
 * @returns the keyring, or the problems found. A problem names a position, never a value.
 */
export function parseKeyring(
  value: string | undefined,
): { ok: true; keyring: Keyring } | { ok: false; problems: string[] } {
  if (!value?.trim()) return { ok: false, problems: ['is not set'] }
  const entries = readKeks(value)
  const problems = entries.flatMap((entry, index) =>
    typeof entry === 'string' ? [`key ${index + 1} ${entry}`] : [],
  )
  const keks = entries.filter((entry): entry is Kek => typeof entry !== 'string')
  problems.push(...repetitionsIn(keks))
  const [first, ...rest] = keks
  if (problems.length > 0 || !first) return { ok: false, problems }
  return { ok: true, keyring: createLocalKeks([first, ...rest]) }
}

/** Each key in the order of the list, or what is wrong with it. Whoever takes their bytes overwrites them. */
export function readKeks(value: string): (Kek | string)[] {
  return value.split(',').map((part) => readEntry(part.trim()))
}

/** The key, or what is wrong with it. */
function readEntry(part: string): Kek | string {
  const colon = part.indexOf(':')
  if (colon < 0) return 'has no id: write id:base64'
  const [id, encoded] = [part.slice(0, colon), part.slice(colon + 1)]
  if (!kekIdPattern.test(id)) {
    return 'has an id that is not 1 to 32 lower case letters, digits or hyphens'
  }
  const bytes = Buffer.from(encoded, 'base64')
  if (bytes.toString('base64') !== encoded) return 'is no base64'
  if (bytes.length !== KEY_BYTES)
    return `has ${bytes.length} bytes; exactly ${KEY_BYTES} are needed`
  return isGuessable(bytes) ? 'is not random: make it with openssl rand -base64 32' : { id, bytes }
}

function isGuessable(bytes: Buffer): boolean {
  const isText = bytes.every((byte) => byte >= 0x20 && byte < 0x7f)
  return isText || new Set(bytes).size < FEWEST_DIFFERENT_BYTES
}

function repetitionsIn(keks: readonly Kek[]): string[] {
  const ids = new Set(keks.map(({ id }) => id))
  const values = new Set(keks.map(({ bytes }) => bytes.toString('base64')))
  return [
    ...(ids.size < keks.length ? ['holds the same id twice'] : []),
    ...(values.size < keks.length ? ['holds the same key twice'] : []),
  ]
}
