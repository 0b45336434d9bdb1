/** Shortest secret accepted, in characters of the secret itself (its name does not count). */
export const MIN_SECRET_LENGTH = 32

/** Largest request body read on the internal endpoint, in bytes. */
export const MAX_BODY_BYTES = 64 * 1024

/** Most procedure calls in one HTTP batch. */
export const MAX_BATCH_SIZE = 10

/** Most entries in one `report` batch: such a batch, without errors, fits {@link MAX_BODY_BYTES}. */
export const MAX_REPORT_ENTRIES = 200

/** Most keys that one change may be about: whoever has more sends them in turn. */
export const MAX_KEYS_AT_ONCE = 500

/** How long a removal can be undone, in milliseconds. */
export const UNDO_REMOVE_MS = 60_000

/** Most keys in one call of an import: so many are sealed and stored in one transaction. */
export const MAX_IMPORT_KEYS = 200

/** `lastError` is cut at this many characters, after known keys were redacted from it. */
export const MAX_LAST_ERROR_LENGTH = 255

/** Longest provider's key, in characters: an index row of PostgreSQL holds 2,704 bytes. */
export const MAX_KEY_LENGTH = 2048

/** The longest rest that a provider's own hint can ask for, in milliseconds (31 days). */
export const MAX_COOLDOWN_MS = 31 * 24 * 60 * 60 * 1000

/** A key's recent errors count half after this time, in milliseconds. */
export const ERROR_HALF_LIFE_MS = 10 * 60 * 1000

/** So many `invalid_key` answers without a machine-readable cause disable a key as well. */
export const INVALID_KEY_CONFIRMATIONS = 3

/** A quiet `watch` stream carries a sign of life this often, in milliseconds. */
export const PING_INTERVAL_MS = 15_000
