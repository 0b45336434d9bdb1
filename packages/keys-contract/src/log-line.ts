const REDACTED = '[redacted]'

/** Longest text of a field, in characters. */
const MAX_TEXT_LENGTH = 8_000

/**
 * What looks like a secret, and what is left of it. The keys of providers without a mark of their own
 * (Mistral) are known by the header or the parameter that they come in. Every repetition is bounded:
 * whoever writes an error must not choose how long it is looked at.
 */
const shapes: readonly (readonly [RegExp, string])[] = [
  // Google, the older and the newer.
  [/AIza[\w-]{10,}|\bAQ\.[\w-]{20,}/g, REDACTED],
  // OpenAI, Anthropic, DeepSeek, OpenRouter; Groq, xAI, Perplexity, Hugging Face, Replicate.
  [/\bsk-[\w-]{10,}|\b(?:gsk_|xai-|pplx-|hf_|r8_)\w{16,}/g, REDACTED],
  [/\b(Bearer|Basic)\s{1,4}[^\s"'\\,;]{16,}/gi, `$1 ${REDACTED}`],
  [
    /\b(x-goog-api-key|x-api-key|api[-_]?key|access_token|authorization)(\\?["']?\s{0,4}[:=]\s{0,4}\\?["']?)[^\s"'\\,;&]{16,}/gi,
    `$1$2${REDACTED}`,
  ],
  [/([?&](?:key|token)=)[^\s"'\\&]{8,}/gi, `$1${REDACTED}`],
  // The password of an address, such as a database's.
  [/\b([a-z][a-z0-9+.-]{0,20}:\/\/[^\s:@/"'\\]{0,200}):[^\s"'\\]{1,256}@/gi, `$1:${REDACTED}@`],
]

/**
 * One event as a line of JSON. Errors are named, with their causes; whatever looks like a secret, or is
 * among `known`, is taken out. Never throws: what cannot be told takes no other field with it.
 */
export function logLine(
  event: Readonly<Record<string, unknown>>,
  known: readonly string[] = [],
): string {
  const fields = Object.entries(event).flatMap(([name, value]) =>
    value === undefined ? [] : `${JSON.stringify(name)}:${toJson(value, known)}`,
  )
  // Once more for the whole: names of fields may hold a secret, and a shape may span two fields.
  return withoutKeys(`{${fields.join(',')}}`, known.map(escaped))
}

/**
 * The fields of an event as plain data, under the same rules: for a logger that writes the line itself, and
 * takes what is left out of the whole.
 */
export function logFields(
  event: Readonly<Record<string, unknown>>,
  known: readonly string[] = [],
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(event).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, JSON.parse(toJson(value, known)) as unknown]],
    ),
  )
}

/** A text without what looks like a secret, and without those that are `known`. */
export function withoutKeys(text: string, known: readonly string[] = []): string {
  const unknown = known.reduce((rest, secret) => rest.replaceAll(secret, REDACTED), text)
  return shapes.reduce((rest, [shape, left]) => rest.replaceAll(shape, left), unknown)
}

function toJson(value: unknown, known: readonly string[]): string {
  const told = new Set<Error>()
  const plain = (part: unknown): unknown => {
    if (typeof part === 'bigint') return part.toString()
    if (typeof part === 'string') return cut(withoutKeys(part, known))
    if (!(part instanceof Error)) return part
    if (told.has(part)) return '(the same error)'
    told.add(part)
    return fieldsOf(part)
  }
  try {
    const json = JSON.stringify(value, (_name, part: unknown) => plain(part)) as string | undefined
    return json === undefined ? `"(${typeof value})"` : json
  } catch {
    return '"(cannot be told)"'
  }
}

const escaped = (text: string) => JSON.stringify(text).slice(1, -1)

/** After redaction: half a key is not recognised. */
const cut = (text: string) =>
  text.length > MAX_TEXT_LENGTH ? text.slice(0, MAX_TEXT_LENGTH) : text

// Errors have no enumerable fields; what an operator needs is named here.
function fieldsOf(error: Error): Record<string, unknown> {
  const code = 'code' in error ? error.code : undefined
  const { name, message, stack, cause } = error
  return { name, code, message, stack, cause }
}
