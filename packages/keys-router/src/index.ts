export { cappedRequest } from './http/body'
export { createConsoleHandler, type ConsoleHandlerOptions } from './http/console-handler'
export {
  createInternalHandlers,
  type InternalHandlerOptions,
  type InternalHandlers,
} from './http/internal-handler'
export type { Change, ChangeFeed, ChangeListener, KeyStore, Log } from './ports'
export { consoleRouter, type ConsoleRouter } from './routers/console-router'
export { keysRouter, type KeysRouter } from './routers/keys-router'
export type { Caller, ConsoleUser, Context } from './trpc'
