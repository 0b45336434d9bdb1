/** What is wrong with a command line. A value is never repeated: it may be a secret. */
export const usage = {
  noCommand:
    'A command is needed: migrate, invite, adopt, rewrap, audit verify, audit checkpoint or audit prune.',
  extraWord: (command: string) =>
    `"keys ${command}" takes options only. Put a value that holds spaces between quotes.`,
  unknownOption: (
    command: string,
    { named, choice }: { named: string | null; choice: readonly string[] },
  ) =>
    `"keys ${command}" has no ${named ? `option ${named}` : 'such option'}. It has ${choice.join(', ')}.`,
  repeatedOption: (option: string) => `${option} may be given only once.`,
  missingValue: (option: string) =>
    `${option} needs a value. One that begins with a hyphen is written ${option}=VALUE.`,
  needlessValue: (option: string) => `${option} takes no value.`,
  badLanguage: '--lang must be en or fr.',
  oneOrOther: (one: string, other: string) => `Give either ${one} or ${other}.`,
  missingOption: (option: string) => `${option} is missing.`,
  badDate: (option: string) =>
    `${option} must be a day that is over, written as 2026-01-31; midnight is that of UTC.`,
  badSource:
    '--from must be postgresql://…, env:NAME for a variable that holds such an address, ' +
    'a file that ends with .csv or .tsv, or an env file such as .env.',
  badPublicKey:
    '--public-key must be an Ed25519 key of 32 bytes in base64, as keys audit checkpoint prints it; ' +
    'several have commas between them.',
}
