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
  epochSchema,
  keyIdSchema,
  listInputSchema,
  listOutputSchema,
  providerSummarySchema,
  pooledKeySchema,
  quotaPoolSchema,
  reportEntrySchema,
  reportInputSchema,
  reportOutputSchema,
  resetErrorsInputSchema,
  weightSchema,
  type Cooldown,
  type ListInput,
  type ListOutput,
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
  MAX_IMPORT_KEYS,
  MAX_KEY_LENGTH,
  MAX_KEYS_AT_ONCE,
  MAX_LAST_ERROR_LENGTH,
  MAX_REPORT_ENTRIES,
  MIN_SECRET_LENGTH,
  PING_INTERVAL_MS,
  UNDO_REMOVE_MS,
} from './limits'
export { logFields, logLine, withoutKeys } from './log-line'
export { maskKey } from './mask'
export { knownProviders } from './known-providers'
export { countsAgainstKey, isFailure, outcomes, type Outcome } from './outcome'
export { outcomeSchema } from './outcome-schema'
export { providerSchema } from './provider'
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
export * from './console'
