/** What a statement does, and to which table: the first that it names. */
export interface StatementSummary {
  /** Its first word, in capitals. */
  operation: string
  table: string | null
}

const firstWord = /^\s*([a-z]{1,20})\b/i
const firstTable =
  /\b(?:from|into|update|join|table)\s+(?:only\s+)?(?:"?\w{1,63}"?\.)?"?(\w{1,63})"?/i

/** Takes no part of a statement but its keyword and a table's name. */
export function summarise(text: string): StatementSummary {
  return {
    operation: firstWord.exec(text)?.[1]?.toUpperCase() ?? 'OTHER',
    table: firstTable.exec(text)?.[1] ?? null,
  }
}
