import type { Command, Option } from '../../command-line/options'
import type { exitCodes } from '../../exit-codes'

type Example = readonly [what: string, command: string]

const usages: Record<Command, string> = {
  migrate:
    'Usage: keys migrate [OPTIONS]\n\n' +
    'Applies the migrations that the database lacks, and says whether KEYS_ENCRYPTION_KEYS opens what ' +
    'it holds. Run it before the dashboards of a release start; run again, it changes nothing.',
  invite:
    'Usage: keys invite [OPTIONS]\n\n' +
    'Prints a link that makes an administrator: the first, or another when the others cannot sign in. ' +
    'Whoever has the link is let in, and the audit says that it was made here.',
  adopt:
    'Usage: keys adopt (--from SOURCE | --in-place) [OPTIONS]\n\n' +
    'Takes keys that are kept in clear into the pool, sealed: of another database, of a CSV or env ' +
    'file, or of the table that a dashboard built by the guide has in this very database. Ids and ' +
    'counters are kept, the same key twice becomes one, and every row is named with what became of ' +
    'it. It can be interrupted, and run again.',
  rewrap:
    'Usage: keys rewrap [OPTIONS]\n\n' +
    'Moves every row to the first key of KEYS_ENCRYPTION_KEYS while the dashboard serves, then says ' +
    'which keys no row needs any more. It can be interrupted, and run again.',
  'audit verify':
    'Usage: keys audit verify [OPTIONS]\n\n' +
    'Recomputes the chain of the audit from its first entry to its last, and names the first that ' +
    'does not hold.',
  'audit checkpoint':
    'Usage: keys audit checkpoint [OPTIONS]\n\n' +
    'Signs where the audit ends now, keeps that in the database and prints it. Keep the line ' +
    'elsewhere: whoever rewrites the audit later cannot rewrite that.',
  'audit prune':
    'Usage: keys audit prune --before DAY [OPTIONS]\n\n' +
    'Removes the oldest entries, as far as the last signed checkpoint before a day. The rest still ' +
    'verifies, and the audit says who removed what.',
}

const options: Record<Option, string> = {
  from: 'Where the keys are: postgresql://…, env:NAME, a file .csv, or an env file',
  'in-place': 'Adopt the table api_keys of the database that the dashboard uses',
  'dry-run': 'Change nothing; say what would become of every row',
  check: 'Change nothing; end with 1 if rows are still to move',
  before: 'Day, such as 2026-01-31: what happened earlier goes',
  yes: 'Ask no question',
  checkpoints: 'File of exported entries and checkpoints (NDJSON) to compare with',
  'public-key':
    'Whose checkpoints are trusted, in base64; by default those of KEYS_ENCRYPTION_KEYS',
  json: 'Answer in JSON, an object a line',
  lang: 'Language: en or fr. By default, that of the terminal',
  help: 'Show this help',
}

const examples: Record<Command, readonly Example[]> = {
  migrate: [['Prepare the database for this release', 'keys migrate']],
  invite: [['Let an administrator in', 'keys invite']],
  adopt: [
    ['What would become of the table that the guide made?', 'keys adopt --in-place --dry-run'],
    ['Adopt it', 'keys adopt --in-place'],
    ["Adopt another dashboard's table", 'keys adopt --from env:OLD_DATABASE_URL'],
    ['Adopt what a spreadsheet holds', 'keys adopt --from keys.csv'],
    ['Adopt the keys of an app', 'keys adopt --from ../itqan-ma/.env.local'],
  ],
  rewrap: [
    ['Which keys of KEYS_ENCRYPTION_KEYS are needed?', 'keys rewrap --check'],
    ['Move every row to the first', 'keys rewrap'],
  ],
  'audit verify': [
    ['Does the audit hold?', 'keys audit verify'],
    ['Also by what was exported', 'keys audit verify --checkpoints /var/log/keys/audit.ndjson'],
  ],
  'audit checkpoint': [
    ['Sign, and keep it elsewhere', 'keys audit checkpoint --json >> checkpoints.ndjson'],
  ],
  'audit prune': [['Keep what is younger', 'keys audit prune --before 2026-01-01']],
}

const environment = {
  DATABASE_URL: "The dashboard's database; by default the embedded one",
  DASHBOARD_URL: 'invite: where people reach the dashboard',
  KEYS_ENCRYPTION_KEYS: 'What seals keys: id:base64, the first encrypts, all decrypt',
  AUDIT_SINK: 'Where the audit is written besides: file:/path, or stdout (here: standard error)',
}

const endings: Record<keyof typeof exitCodes, string> = {
  ok: 'Done, or nothing to do',
  found: 'Rows were refused or failed; --check: rows are to move; the audit does not hold',
  usage: 'A wrong command, option or value',
  database: 'The database does not answer, refuses, or is not as it must be',
  encryptionKeys: 'KEYS_ENCRYPTION_KEYS is missing, malformed, or lacks a key that rows need',
  file: 'A file cannot be read, or does not hold what it should',
  internal: 'A mistake of this command itself',
}

export const help = {
  headings: {
    options: 'Options:',
    examples: 'Examples:',
    environment: 'Environment, or .env.local at the root of the repository:',
    endings: 'Exit codes:',
  },
  usages,
  options,
  examples,
  environment,
  endings,
}
