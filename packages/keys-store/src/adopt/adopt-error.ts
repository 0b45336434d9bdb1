/** Why nothing could be adopted at all. */
export type AdoptTrouble =
  | { code: 'column_missing'; columns: string[] }
  | { code: 'column_repeated'; column: string }
  | { code: 'file_empty' }
  | { code: 'no_table'; names: string[] }
  | { code: 'no_schema' }
  /** The guide's table, or this dashboard's own rows, are still in clear. */
  | { code: 'not_adopted' | 'not_sealed' }
  | { code: 'names_taken'; names: string[] }
  | { code: 'depended_on'; names: string[] }
  | { code: 'running' }

/** Nothing was changed. */
export class AdoptError extends Error {
  readonly trouble: AdoptTrouble

  constructor(trouble: AdoptTrouble) {
    super(`The keys cannot be adopted: ${trouble.code}`)
    this.name = 'AdoptError'
    this.trouble = trouble
  }
}
