/** One event as a line of JSON. Errors are named, and whatever looks like a provider's key is taken out. */
export function logLine(event: Readonly<Record<string, unknown>>): string {
  return withoutKeys(JSON.stringify(event, (_key, value: unknown) => plain(value)))
}

/** A text without what looks like a provider's key. */
export function withoutKeys(text: string): string {
  return text.replaceAll(/AIza[\w-]{10,}|\bsk-[\w-]{10,}/g, '[redacted]')
}

// Errors have no enumerable fields; what an operator needs is named here.
function plain(value: unknown): unknown {
  if (!(value instanceof Error)) return value
  const code = 'code' in value ? value.code : undefined
  return { name: value.name, code, message: value.message, stack: value.stack }
}
