import { randomUUID } from 'node:crypto'
import type { Actor, Origin } from '../ports'
import type { HeaderReader } from './asked'

/** Tells where a request came from; `null` when that is not known. */
export type AddressOf = (headers: HeaderReader) => string | null

/** A caller may name its request, so that its own log and the audit meet. */
export function originOf(
  headers: HeaderReader,
  { actor, addressOf }: { actor: Actor; addressOf: AddressOf },
): Origin {
  const named = headers.get('x-request-id') ?? ''
  const requestId = /^[\w-]{1,64}$/.test(named) ? named : randomUUID()
  return { actor, address: addressOf(headers), requestId }
}
