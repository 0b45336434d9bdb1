import { KeysClientError } from '../src'

/** What a call is refused with. It may still be on its way: time can be moved meanwhile. */
export async function errorOf(promise: Promise<unknown>): Promise<KeysClientError> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!KeysClientError.isInstance(error)) throw new Error('a KeysClientError was expected')
  return error
}
