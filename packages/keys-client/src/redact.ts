import { withoutKeys } from '@itqan/keys-contract'

const REDACTED = '[redacted]'

/** Providers print keys in their errors. Redact before cutting: half a key is not recognised. */
export function redact(text: string, key: string): string {
  // Keys of others, which a provider may name as well, go by their shape.
  return withoutKeys(text.replaceAll(key, REDACTED))
}

/** The same for plain data: every text in it, names of fields included. */
export function redactData<T>(data: T, key: string): T {
  const printed = JSON.stringify(key).slice(1, -1)
  return JSON.parse(JSON.stringify(data).replaceAll(printed, REDACTED)) as T
}
