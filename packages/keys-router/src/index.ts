export type { HeaderReader } from './http/asked'
export { cappedRequest } from './http/body'
export { isCrossSite } from './http/cross-site'
export { type AddressOf, originOf } from './http/origin'
export { configuredSecrets, fingerprintOf } from './http/fingerprint'
export { createPresence, type Presence } from './http/presence'
export { createStreams } from './http/streams'
export { createConsoleHandler, type ConsoleHandlerOptions } from './http/console-handler'
export {
  createInternalApi,
  type InternalApi,
  type InternalHandlerOptions,
} from './http/internal-api'
export {
  createInternalHandlers,
  type InternalHandlers,
  toFetchHandlers,
} from './http/internal-handler'
export { createNodeHandler, type NodeHandler, type NodeHandlerOptions } from './node'
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
export { instrumentsOf } from './telemetry/instruments'
export { withRemoteContext } from './telemetry/with-remote-context'
export { consoleRouter, type ConsoleRouter } from './routers/console-router'
export { keysRouter, type KeysRouter } from './routers/keys-router'
export type { Caller, ConsoleUser, Context } from './trpc'
