import { APICallError } from 'ai'

export function describeFailure(error: unknown): { status: number | null; message: string } {
  const status = APICallError.isInstance(error) ? (error.statusCode ?? null) : null
  return { status, message: error instanceof Error ? error.message : 'Unknown failure' }
}

const MAX_MESSAGE = 1000

/** Takes the key out before cutting: a key cut in two would no longer be recognised. */
export function withoutKey(message: string, key: string): string {
  return message.replaceAll(key, '[key]').slice(0, MAX_MESSAGE)
}
