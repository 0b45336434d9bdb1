const meant = (suggestion: string | null) => (suggestion ? ` Did you mean ${suggestion}?` : '')

/** What is wrong with a command line. A value is never repeated: it may be a secret. */
export const usage = {
  seeHelp: (command: string) => `Help: ${command} --help`,
  noCommand: 'A command is needed: sync, list or doctor.',
  unknownCommand: (name: string | null, suggestion: string | null) =>
    `${name ? `There is no command "${name}".` : 'There is no such command.'}${meant(suggestion)}`,
  extraWord: (command: string) =>
    `"keys ${command}" takes options only. Put a value that holds spaces between quotes.`,
  unknownOption: (command: string, option: string | null, suggestion: string | null) =>
    `"${command}" has no ${option ? `option ${option}` : 'such option'}.${meant(suggestion)}`,
  repeatedOption: (option: string) => `${option} may be given only once.`,
  missingValue: (option: string) =>
    `${option} needs a value. One that begins with a hyphen is written ${option}=VALUE.`,
  needlessValue: (option: string) => `${option} takes no value.`,
  missingOptions: (options: readonly string[]) =>
    options.length === 1
      ? `${options.join()} is missing.`
      : `These options are missing: ${options.join(', ')}.`,
  conflict: (one: string, other: string) => `${one} and ${other} exclude each other: give one.`,
  badLanguage: '--lang must be en or fr.',
  badProvider: '--provider must be 1 to 40 letters, digits or hyphens, such as gemini.',
  badVariable:
    "--var must be a variable's name, such as GEMINI_API_KEY: letters, digits and underscores, no digit first.",
  reservedVariable:
    '--var may not name INTERNAL_API_SECRET: a key in its place would lock this command out.',
  badUrl: (source: string) =>
    `${source} must be an http:// or https:// address without a user name, such as http://localhost:3001.`,
  inClear: (source: string) =>
    `${source} must begin with https://: over http:// the secret and every key can be read on the way. ` +
    'On a network that nobody else is on, set INTERNAL_ALLOW_HTTP=yes.',
  badPort: (variable: string) =>
    `${variable} must be a port: a number from 1 to 65535, such as 3001.`,
  secretTyped: (option: string) =>
    `${option} is refused: what stands on a command line is shown to everyone on this machine by ps, ` +
    "and stays in the shell's history. Set INTERNAL_API_SECRET, or name a file that holds it with " +
    '--secret-file. If you have just typed a real secret, replace it by a new one.',
}
