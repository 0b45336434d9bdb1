import { TRPCError } from '@trpc/server'
import { Stopping } from './stopping'

/** A caller asked more than it may. */
export class TooManyRequests extends TRPCError {
  /** In whole seconds, as the header has it. */
  readonly retryAfter: number

  constructor(retryAfterMs: number) {
    super({ code: 'TOO_MANY_REQUESTS' })
    this.retryAfter = Math.max(1, Math.ceil(retryAfterMs / 1_000))
  }
}

const cut: ReadonlySet<TRPCError['code']> = new Set(['PAYLOAD_TOO_LARGE', 'TIMEOUT'])

/** The headers that an error's answer has. */
export function headersOf(error: TRPCError): Record<string, string> {
  return {
    'Cache-Control': 'no-store',
    ...((error instanceof TooManyRequests || error instanceof Stopping) && {
      'Retry-After': String(error.retryAfter),
    }),
    // Else what is left of the body would be read to its end, and thrown away.
    ...((cut.has(error.code) || error instanceof Stopping) && { Connection: 'close' }),
  }
}
