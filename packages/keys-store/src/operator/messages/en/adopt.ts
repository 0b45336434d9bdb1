import type { AdoptTrouble } from '../../../adopt/adopt-error'
import type { Problem } from '../../../adopt/problem'

const number = new Intl.NumberFormat('en')
const counted = (count: number, one: string, many: string) =>
  `${number.format(count)} ${count === 1 ? one : many}`

/** Why a row is refused, and what to do. */
function because(problem: Problem): string {
  switch (problem.code) {
    case 'key_empty':
      return 'there is no key'
    case 'key_short':
      return 'the key has fewer than 8 characters'
    case 'key_long':
      return 'the key has more than 2,048 characters'
    case 'key_signs':
      return 'the key holds a space, a line end or a character outside ASCII'
    case 'key_sealed':
      return 'the key is sealed already: its own dashboard alone can open it'
    case 'provider_bad':
      return 'the provider must be 1 to 40 letters, digits or hyphens, such as gemini'
    case 'id_bad':
      return 'the id must be 1 to 64 letters, digits, hyphens or underscores'
    case 'id_taken':
      return 'another key has this id'
    case 'number_bad':
      return `column ${problem.field}: it must be a whole number, 0 or more`
    case 'switch_bad':
      return `column ${problem.field}: it must be true or false`
    case 'date_bad':
      return `column ${problem.field}: it must be a date such as 2026-01-31T12:00:00Z`
    case 'cells':
      return `it has ${problem.found} cells where the first line has ${problem.expected}: put a value that holds the delimiter between quotes`
    case 'quotes':
      return 'its quotes do not match'
    case 'overridden':
      return `line ${problem.line} sets it again, and that one counts`
    default:
      return problem satisfies never
  }
}

/** Why nothing is adopted, and what to do. */
function trouble(problem: AdoptTrouble, source: string): string {
  switch (problem.code) {
    case 'column_missing':
      return `${source}: there is no column for ${problem.columns.join(' and ')}. The first line names the columns: provider and key, and if there are any name, id, isActive, usageCount, errorCount, lastUsedAt, lastError, createdAt.`
    case 'column_repeated':
      return `${source}: two columns are for ${problem.column}. Take one of them out.`
    case 'file_empty':
      return `${source}: the file is empty.`
    case 'no_table':
      return `${source}: there is no table ${problem.names.join(' or ')}. Check that this is the old dashboard's database.`
    case 'no_schema':
      return `${source}: the database has no tables of this release. Run: npx -y pnpm@12 db:migrate`
    case 'not_adopted':
      return `${source}: the old table of keys is in this database, in clear. First run: keys adopt --in-place`
    case 'not_sealed':
      return `${source}: this database holds keys in clear. First run: keys rewrap`
    case 'names_taken':
      return `${source}: tables of these names are in the way: ${problem.names.join(', ')}. Make an empty database for this dashboard, name it in DATABASE_URL, and run: keys adopt --from env:OLD_DATABASE_URL`
    case 'depended_on':
      return `${source}: other tables or views use the table of keys: ${problem.names.join(', ')}. Make an empty database for this dashboard, name it in DATABASE_URL, and run: keys adopt --from env:OLD_DATABASE_URL`
    case 'running':
      return `${source}: another keys adopt is at work. Wait until it has ended.`
    default:
      return problem satisfies never
  }
}

/** What `keys adopt` tells. */
export const adopt = {
  because,
  trouble,
  told: (parts: readonly string[]) => parts.join(': '),
  line: (line: number) => `line ${line}`,
  row: (id: string) => `row ${id}`,
  adopted: 'adopted',
  wouldAdopt: 'would be adopted',
  present: 'already there',
  duplicateOf: (place: string) => `duplicate of ${place}; its counts are added there`,
  refused: (reason: string) => `refused: ${reason}`,
  ignored: (names: string) => `Not taken over: ${names}.`,
  summary: (tally: { adopted: number; present: number; duplicate: number; refused: number }) =>
    `${number.format(tally.adopted)} adopted, ${number.format(tally.present)} already there, ` +
    `${counted(tally.duplicate, 'duplicate', 'duplicates')}, ${number.format(tally.refused)} refused.`,
  foreseen: 'Nothing was changed.',
  left: ({ rows, table }: { rows: number; table: string }) =>
    `${counted(rows, 'refused row stays', 'refused rows stay')} in ${table}, in clear. Mend what is ` +
    'named above and run the command again, or remove the table.',
  stillClear: (source: string) =>
    `${source} still holds these keys in clear. Remove them there once this dashboard serves them.`,
}
