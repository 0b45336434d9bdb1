export {
  cooldownIdentity,
  cooldownScopes,
  cooldownTargetOf,
  type CooldownScope,
  type CooldownTarget,
} from './cooldown'
export { decayErrors } from './decay'
export { KeysError, type KeysErrorCode } from './errors'
export {
  cooldownSchema,
  createKeyInputSchema,
  epochSchema,
  keyIdSchema,
  listInputSchema,
  listOutputSchema,
  managedKeySchema,
  providerSummarySchema,
  pooledKeySchema,
  reportEntrySchema,
  reportInputSchema,
  reportOutputSchema,
  resetErrorsInputSchema,
  type Cooldown,
  type CreateKeyInput,
  type ListInput,
  type ListOutput,
  type ManagedKey,
  type ProviderSummary,
  type PooledKey,
  type ReportEntry,
  type ReportInput,
  type ReportOutput,
} from './keys'
export {
  ERROR_HALF_LIFE_MS,
  INVALID_KEY_CONFIRMATIONS,
  MAX_BATCH_SIZE,
  MAX_BODY_BYTES,
  MAX_COOLDOWN_MS,
  MAX_KEY_LENGTH,
  MAX_LAST_ERROR_LENGTH,
  MAX_REPORT_ENTRIES,
  MIN_SECRET_LENGTH,
  PING_INTERVAL_MS,
} from './limits'
export { logLine, withoutKeys } from './log-line'
export { maskKey } from './mask'
export { countsAgainstKey, isFailure, outcomes, outcomeSchema, type Outcome } from './outcome'
export { knownProviders, providerSchema } from './provider'
export {
  formsOf,
  fullScope,
  parseInternalSecrets,
  type InternalSecret,
  type SecretScope,
} from './secrets'
export {
  watchEventSchema,
  watchInputSchema,
  watchReasons,
  type WatchEvent,
  type WatchInput,
} from './watch'
