import { TRPCError } from '@trpc/server'

/** Another process answers sooner than this one ends. */
const RETRY_AFTER = 1

/** This process ends: what would stay open is opened on another one. */
export class Stopping extends TRPCError {
  /** In whole seconds, as the header has it. */
  readonly retryAfter = RETRY_AFTER

  constructor() {
    super({ code: 'SERVICE_UNAVAILABLE', message: 'The server is being stopped: ask another one' })
  }
}
