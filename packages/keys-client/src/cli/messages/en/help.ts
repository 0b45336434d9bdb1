import type { Command, Option } from '../../command-line/options'
import type { exitCodes } from '../../exit-codes'

type Example = readonly [what: string, command: string]

const usages: Record<Command | 'keys', string> = {
  keys: 'Usage: keys COMMAND [OPTIONS]\n\nGives apps and scripts the keys that the dashboard keeps.',
  sync:
    'Usage: keys sync --provider NAME --var VARIABLE --file PATH [OPTIONS]\n\n' +
    'Writes the best key of a provider into an env file. A key that still works is kept, so that ' +
    'the file changes only when it must. Nothing else in the file is touched.',
  list:
    'Usage: keys list [OPTIONS]\n\n' +
    'Shows the active keys, the best first: masked, with their uses, errors and rests.',
  doctor:
    'Usage: keys doctor [OPTIONS]\n\n' +
    'Finds out why an app gets no key, or none that works, and says what to do.',
}

const commands: Record<Command, string> = {
  sync: 'Write the best key into an env file',
  list: 'Show the active keys, masked',
  doctor: 'Find out what is wrong, and how to mend it',
}

const options: Record<Option, string> = {
  provider: 'Provider, such as gemini, openai, anthropic or mistral',
  var: 'Variable that holds the key, such as GEMINI_API_KEY',
  file: 'Env file that holds the variable; made if it is missing',
  exec: 'Command to run after a change, by the shell. If it fails, the next run tries it again',
  watch: 'Stay, and apply each change of the pool as it comes',
  check: 'Change nothing; end with 1 if the file is not up to date',
  'dry-run': 'Change nothing; say what would be changed',
  model: 'Model that the app calls: what rests for it alone counts too',
  url: "The dashboard's address",
  'secret-file': 'File that holds the secret',
  json: 'Answer in JSON',
  lang: 'Language: en or fr. By default, that of the terminal',
  help: 'Show this help',
}

const examples: Record<Command | 'keys', readonly Example[]> = {
  keys: [
    ['Which keys are there?', 'keys list'],
    [
      'Write the best key of gemini',
      'keys sync --provider gemini --var GEMINI_API_KEY --file .env.local',
    ],
    ['Why does it not work?', 'keys doctor'],
  ],
  sync: [
    [
      'Write the best key, and restart the app if it changed',
      "keys sync --provider gemini --var GEMINI_API_KEY --file .env.local --exec 'pm2 restart itqan-ma'",
    ],
    [
      'Stay, and do so at every rotation',
      "keys sync --provider gemini --var GEMINI_API_KEY --file .env.local --exec 'pm2 restart itqan-ma' --watch",
    ],
    [
      'In a script: is the file up to date?',
      'keys sync --provider gemini --var GEMINI_API_KEY --file .env.local --check',
    ],
  ],
  list: [
    ['All active keys', 'keys list'],
    ['Those of one provider, for a script', 'keys list --provider gemini --json'],
  ],
  doctor: [
    ['Check the whole way to the keys', 'keys doctor'],
    ['For one provider and model', 'keys doctor --provider gemini --model gemini-2.5-flash'],
  ],
}

const environment = {
  DASHBOARD_INTERNAL_URL: "The dashboard's address; by default http://localhost:3001",
  INTERNAL_API_SECRET: 'The secret that the dashboard accepts; of several, the first is sent',
  INTERNAL_API_SECRET_FILE: 'A file that holds it instead',
  INTERNAL_ALLOW_HTTP: 'With yes, the secret may go in clear, on a network that nobody else is on',
}

const endings: Record<keyof typeof exitCodes, string> = {
  ok: 'Done, or nothing to do',
  found: '--check: the file is not up to date. doctor: a cause was found',
  usage: 'A wrong command, option or value',
  unreachable: 'The dashboard did not answer, or something else answered',
  secret: 'The secret is missing, malformed or refused',
  noKey: 'The provider has no key that may be used now',
  file: 'The file may not, or cannot, be changed',
  exec: 'The command of --exec failed',
  internal: 'A mistake of this command itself',
}

export const help = {
  headings: {
    commands: 'Commands:',
    needed: 'Needed:',
    options: 'Options:',
    examples: 'Examples:',
    environment: 'Environment, or .env.local at the root of the repository:',
    endings: 'Exit codes:',
  },
  usages,
  commands,
  options,
  examples,
  environment,
  endings,
  more:
    'For whoever runs the dashboard, on its own database:\n' +
    '  keys migrate           Prepare the database for a release\n' +
    '  keys invite            Let an administrator in\n' +
    '  keys adopt             Take over keys that are kept in clear\n' +
    '  keys rewrap            Move keys to a new encryption key\n' +
    '  keys audit verify      Find out whether the audit holds\n' +
    '  keys audit checkpoint  Sign where the audit stands\n' +
    '  keys audit prune       Remove its oldest entries\n\n' +
    'More on a command: keys COMMAND --help',
}
