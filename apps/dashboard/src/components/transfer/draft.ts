import { detectFormat } from '../../lib/import/detect-format'
import type { ImportFormat } from '../../lib/import/raw-key'

/** What a person has pasted or dropped, and what they said of it. */
export interface Draft {
  text: string
  /** The file it comes from; `null` for a paste. */
  file: string | null
  /** `null`: as it looks. */
  format: ImportFormat | null
  /** `null`: as the keys look. '' for none chosen. */
  provider: string | null
  /** How it was read last. */
  readAs: ImportFormat
}

export const emptyDraft: Draft = {
  text: '',
  file: null,
  format: null,
  provider: null,
  readAs: 'lines',
}

export function formatOf({ text, format }: Pick<Draft, 'text' | 'format'>): ImportFormat {
  return format ?? detectFormat(text)
}
