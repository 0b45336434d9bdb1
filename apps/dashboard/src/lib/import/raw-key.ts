/** How a text holds keys. */
export const importFormats = ['lines', 'csv', 'json', 'env'] as const

export type ImportFormat = (typeof importFormats)[number]

/** Why a line cannot be a key: each names a message under `import.reasons`. */
export type MalformedReason =
  | 'noKey'
  | 'tooShort'
  | 'tooLong'
  | 'characters'
  | 'name'
  | 'nameIsKey'
  | 'provider'
  | 'noProvider'
  | 'quotaPool'
  | 'weight'
  | 'quotes'
  | 'cells'
  | 'entry'
  | 'notAKey'

/** A key as a text writes it, unchecked. */
export interface RawKey {
  /** The line it begins on, or its place among the entries of a JSON text. From 1. */
  at: number
  key: string
  name?: string | undefined
  provider?: string | undefined
  quotaPool?: string | undefined
  weight?: string | undefined
  /** What is wrong with the way it is written. */
  problem?: MalformedReason
}

/** Why nothing at all can be read: each names a message under `import.unreadable`. */
export type Unreadable = 'empty' | 'json' | 'noKeyColumn' | 'tooMany'

export type ReadText = { ok: true; rows: RawKey[] } | { ok: false; problem: Unreadable }

/** What a text begins with when an editor of Windows wrote it. */
export function withoutBom(text: string): string {
  return text.replace(/^\uFEFF/, '')
}

export function linesOf(text: string): string[] {
  return text.split(/\r\n|\r|\n/)
}
