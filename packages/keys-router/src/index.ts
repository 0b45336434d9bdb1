export { cappedRequest } from './http/body'
export { isCrossSite } from './http/cross-site'
export { originOf } from './http/origin'
export { configuredSecrets, fingerprintOf } from './http/fingerprint'
export { createPresence, type Presence } from './http/presence'
export { createStreams } from './http/streams'
export { createConsoleHandler, type ConsoleHandlerOptions } from './http/console-handler'
export {
  createInternalHandlers,
  type InternalHandlerOptions,
  type InternalHandlers,
} from './http/internal-handler'
export type {
  Actor,
  AppPorts,
  AuditAction,
  AuditEvent,
  AuditReader,
  AuditSink,
  AuditVerifier,
  Change,
  ChangeFeed,
  ChangeListener,
  ConfiguredSecret,
  ConsolePorts,
  ConsumerLog,
  ConsumerReader,
  KeyChanger,
  KeyOrder,
  KeyStore,
  LiveKeys,
  LiveListener,
  KeyTransfer,
  KeyTester,
  Log,
  ManagedKeys,
  Origin,
  PasswordCheck,
  Passwords,
  People,
  Profiles,
  RateLimiter,
  ReportedBy,
  Restriction,
  SeenConsumer,
  Sighting,
  StoredAuditState,
  UsageReader,
} from './ports'
export { consoleRouter, type ConsoleRouter } from './routers/console-router'
export { keysRouter, type KeysRouter } from './routers/keys-router'
export type { Caller, ConsoleUser, Context } from './trpc'
