import type { WatchEvent } from '@itqan/keys-contract'
import { transformer } from '../transformer'

/** What tRPC's own producer of event streams sends, byte by byte: each event ends with two empty lines. */
const message = (lines: string) => Buffer.from(`${lines}\n\n\n`)

/** The first of a stream, with the options that its client is to follow: none. */
export const CONNECTED = message('event: connected\ndata: {}')

/** A sign of life. */
export const PING = message('event: ping\ndata: ')

/** The last of a stream that ends well. */
export const RETURN = message('event: return\ndata: ')

/** Encodes what is told to many once. */
export interface EventBytes {
  /**
   * @param source what the event tells of: the very same object for all who are told it.
   * @param form what else the event depends on, as a text.
   */
  of(source: object, form: string, make: () => WatchEvent): Uint8Array
}

export function createEventBytes(): EventBytes {
  const made = new WeakMap<object, Map<string, Uint8Array>>()
  return {
    of(source, form, make) {
      const forms = made.get(source) ?? new Map<string, Uint8Array>()
      made.set(source, forms)
      const known = forms.get(form)
      if (known) return known
      const bytes = message(`data: ${JSON.stringify(transformer.output.serialize(make()))}`)
      forms.set(form, bytes)
      return bytes
    },
  }
}
