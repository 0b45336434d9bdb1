/** A property of anything: `undefined` where there is none, or where reading it throws. */
export function peek(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  try {
    return (value as Record<string, unknown>)[key]
  } catch {
    return undefined
  }
}

export function peekText(value: unknown, key: string): string {
  const found = peek(value, key)
  return typeof found === 'string' ? found : ''
}

/** A copy that is plain data, so that nothing of a stranger's object runs later; `null` if it is none. */
export function plainCopy(value: unknown): unknown {
  try {
    const text = JSON.stringify(value) as string | undefined
    return text === undefined ? null : (JSON.parse(text) as unknown)
  } catch {
    return null
  }
}

/** The JSON that a text holds, else the text, else `null`. */
export function parseBody(text: string): unknown {
  if (text.trim() === '') return null
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

/** Headers of any make, with names in lower case. */
export function plainHeaders(headers: unknown): Record<string, string> {
  const plain: Record<string, string> = {}
  try {
    for (const [name, value] of entriesOf(headers)) {
      if (typeof value === 'string') plain[name.toLowerCase()] = value
    }
  } catch {
    // What was read before it failed still holds.
  }
  return plain
}

function entriesOf(headers: unknown): Iterable<[string, unknown]> {
  if (typeof headers !== 'object' || headers === null) return []
  if (typeof peek(headers, 'get') !== 'function') return Object.entries(headers)
  return headers as Iterable<[string, unknown]>
}
