export { cappedRequest } from './http/body'
export { originOf } from './http/origin'
export { createStreams } from './http/streams'
export { createConsoleHandler, type ConsoleHandlerOptions } from './http/console-handler'
export {
  createInternalHandlers,
  type InternalHandlerOptions,
  type InternalHandlers,
} from './http/internal-handler'
export type {
  Actor,
  AuditAction,
  AuditEvent,
  AuditSink,
  Change,
  ChangeFeed,
  ChangeListener,
  KeyStore,
  Log,
  Origin,
  RateLimiter,
  Restriction,
} from './ports'
export { consoleRouter, type ConsoleRouter } from './routers/console-router'
export { keysRouter, type KeysRouter } from './routers/keys-router'
export type { Caller, ConsoleUser, Context } from './trpc'
