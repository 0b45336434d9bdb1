import { MAX_DESCRIPTION, MIN_DESCRIPTION } from '../../lib/brief/limits'

/** What keeps a visitor from their brief, in the words of `Problem` in the messages. */
export type Problem =
  | { code: 'tooShort'; min: number }
  | { code: 'tooLong'; over: number }
  | { code: 'invalid' | 'refused' | 'unavailable' | 'network' | 'interrupted' }

/** Looks at a description as the server will, before anything is sent. */
export function checkDescription(text: string): Problem | null {
  const { length } = text.trim()
  if (length < MIN_DESCRIPTION) return { code: 'tooShort', min: MIN_DESCRIPTION }
  if (length > MAX_DESCRIPTION) return { code: 'tooLong', over: length - MAX_DESCRIPTION }
  return null
}

/** Names a failure of the request. `begun` says whether text of the brief had come. */
export function problemOf(error: Error, begun: boolean): Problem {
  if (begun) return { code: 'interrupted' }
  switch (codeOf(error.message)) {
    case 'unavailable':
      return { code: 'unavailable' }
    case 'refused':
      return { code: 'refused' }
    case 'invalid':
    case 'too_large':
      return { code: 'invalid' }
    default:
      // fetch throws a TypeError when no answer came; any other answer is the server's fault.
      return { code: error instanceof TypeError ? 'network' : 'unavailable' }
  }
}

/** The AI SDK hands over a refusal's body as the message. */
function codeOf(body: string): unknown {
  try {
    const value: unknown = JSON.parse(body)
    return value && typeof value === 'object' && 'code' in value ? value.code : null
  } catch {
    return null
  }
}
