import type { Log } from '@itqan/keys-router'

/** One JSON line an event. Whatever looks like a provider's key is taken out first. */
export const log: Log = {
  error(message, fields) {
    const line = { level: 'error', time: new Date().toISOString(), message, ...fields }
    console.error(redact(JSON.stringify(line, (_key, value: unknown) => plain(value))))
  },
}

/** What stops the process, for whoever reads the terminal: plain lines, no JSON. */
export function logFatal(error: unknown): void {
  console.error(redact(error instanceof Error ? error.message : String(error)))
}

// Errors have no enumerable fields; what an operator needs is named here.
function plain(value: unknown): unknown {
  if (!(value instanceof Error)) return value
  const code = 'code' in value ? value.code : undefined
  return { name: value.name, code, message: value.message, stack: value.stack }
}

function redact(text: string): string {
  return text.replaceAll(/AIza[\w-]{10,}|\bsk-[\w-]{10,}/g, '[redacted]')
}
