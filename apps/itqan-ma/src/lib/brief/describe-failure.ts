import { APICallError } from 'ai'

const MAX_MESSAGE = 1000

/** What the log may know of a failed call. The key is taken out first: providers print it. */
export function describeFailure(error: unknown, key: string): { status?: number; message: string } {
  const status = APICallError.isInstance(error) ? error.statusCode : undefined
  const said = error instanceof Error ? error.message : 'Unknown failure'
  const message = said.replaceAll(key, '[key]').slice(0, MAX_MESSAGE)
  return status === undefined ? { message } : { status, message }
}
