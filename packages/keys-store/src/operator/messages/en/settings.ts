/** What is wrong with the settings, the database or a file, and what to do. */
export const settings = {
  keysMissing:
    'KEYS_ENCRYPTION_KEYS is not set. Give it the value that the dashboard has, in the environment or ' +
    'in .env.local at the root of the repository: keys that are sealed with another cannot be read there.',
  keysMalformed: (problems: string) =>
    `KEYS_ENCRYPTION_KEYS: ${problems}. It holds id:base64, several with commas between them; ` +
    'make a new one with: openssl rand -base64 32',
  keysAbsent: (ids: string) =>
    `KEYS_ENCRYPTION_KEYS lacks a key that rows need: ${ids}. Add it behind the others.`,
  sinkMalformed: 'AUDIT_SINK must be stdout, or file: and an absolute path.',
  dashboardUrlMalformed: 'DASHBOARD_URL must be an address that begins with https:// or http://.',
  unreachable: (source: string, code: string) =>
    `${source}: the database cannot be used (${code}). Check that it runs, and the address, the user ` +
    'and the password.',
  refused: (source: string) =>
    `${source}: this user may not do that. Use the owner of the dashboard's tables.`,
  auditUnavailable:
    'The audit cannot be written, so nothing more is changed. Look at the database, and at the file of ' +
    'AUDIT_SINK; then run the command again.',
  noTables: (source: string) =>
    `${source}: the database has no tables of this release. Run: npx -y pnpm@12 db:migrate`,
  embedded: (message: string) => `The embedded database cannot be opened. ${message}`,
  variableMissing: (name: string) => `--from env:${name}: this variable is not set.`,
  variableMalformed: (name: string) =>
    `--from env:${name}: this variable holds no address that begins with postgresql://.`,
  fileUnreadable: (file: string, reason: string) => `${file} cannot be read: ${reason}.`,
  interrupted: 'Interrupted. What was done is kept; run the same command again to go on.',
  passwordTyped:
    'Warning: the address of --from holds a password, which ps shows to everyone on this machine, and ' +
    'which stays in the shell’s history. Next time, put it into a variable and name that: ' +
    '--from env:OLD_DATABASE_URL',
}
