import { describe, expect, it } from 'vitest'
import type { Language } from '../../src/cli/language'
import { startDashboard } from '../scripted-dashboard'
import { createEnvFolder } from './env-folder'
import { keys, realKey } from './keys-process'
import { runHere } from './memory-io'
import { breakable, english } from './typography'

const sync = ['sync', '--provider', 'gemini', '--var', 'GEMINI_API_KEY', '--file', '.env.local']

/** Typed where it should not be; must never be said again. */
const TYPED = 'hunter2-Hunter3'

interface Mistake {
  argv: string[]
  code: string
  en: string
  fr: string
}

const mistakes: Mistake[] = [
  {
    argv: [],
    code: 'no_command',
    en: 'A command is needed: sync, list or doctor.',
    fr: 'Il manque une commande : sync, list ou doctor.',
  },
  {
    argv: ['--version'],
    code: 'unknown_option',
    en: '"keys" has no option --version.',
    fr: '« keys » n’a pas d’option --version.',
  },
  {
    argv: ['--provdier', TYPED],
    code: 'unknown_option',
    en: '"keys" has no option --provdier. Did you mean --provider?',
    fr: '« keys » n’a pas d’option --provdier. Vouliez-vous dire --provider ?',
  },
  {
    argv: ['snyc'],
    code: 'unknown_command',
    en: 'There is no command "snyc". Did you mean keys sync?',
    fr: 'La commande « snyc » n’existe pas. Vouliez-vous dire keys sync ?',
  },
  {
    argv: [TYPED],
    code: 'unknown_command',
    en: 'There is no such command.',
    fr: 'Cette commande n’existe pas.',
  },
  {
    argv: ['list', TYPED],
    code: 'extra_word',
    en: '"keys list" takes options only.',
    fr: '« keys list » ne prend que des options.',
  },
  {
    argv: ['sync', `--provder=${TYPED}`],
    code: 'unknown_option',
    en: '"keys sync" has no option --provder. Did you mean --provider?',
    fr: '« keys sync » n’a pas d’option --provder. Vouliez-vous dire --provider ?',
  },
  {
    argv: ['list', '--exec', TYPED],
    code: 'unknown_option',
    en: '"keys list" has no option --exec.',
    fr: '« keys list » n’a pas d’option --exec.',
  },
  {
    argv: ['list', '--secretFile', TYPED],
    code: 'unknown_option',
    en: 'Did you mean --secret-file?',
    fr: 'Vouliez-vous dire --secret-file ?',
  },
  {
    argv: ['list', `--${TYPED}`],
    code: 'unknown_option',
    en: '"keys list" has no such option.',
    fr: '« keys list » n’a pas cette option.',
  },
  {
    argv: ['list', '--constructor', TYPED],
    code: 'unknown_option',
    en: '"keys list" has no option --constructor.',
    fr: '« keys list » n’a pas d’option --constructor.',
  },
  {
    argv: ['list', '--no-json'],
    code: 'unknown_option',
    en: '"keys list" has no option --no-json.',
    fr: '« keys list » n’a pas d’option --no-json.',
  },
  {
    argv: ['list', '--provider', 'a', '--provider', 'b'],
    code: 'repeated_option',
    en: '--provider may be given only once.',
    fr: '--provider ne peut être donné qu’une fois.',
  },
  {
    argv: ['list', '--provider'],
    code: 'missing_value',
    en: '--provider needs a value.',
    fr: '--provider attend une valeur.',
  },
  {
    argv: ['list', '--url='],
    code: 'missing_value',
    en: '--url needs a value.',
    fr: '--url attend une valeur.',
  },
  {
    argv: [...sync, `--watch=${TYPED}`],
    code: 'needless_value',
    en: '--watch takes no value.',
    fr: '--watch ne prend pas de valeur.',
  },
  {
    argv: [...sync, '--dry-run', 'false'],
    code: 'needless_value',
    en: '--dry-run takes no value.',
    fr: '--dry-run ne prend pas de valeur.',
  },
  {
    argv: ['list', '-h', 'false'],
    code: 'needless_value',
    en: '--help takes no value.',
    fr: '--help ne prend pas de valeur.',
  },
  {
    argv: ['sync', '--provider', 'gemini', '--file', 'x'],
    code: 'missing_option',
    en: '--var is missing.',
    fr: 'Il manque l’option --var.',
  },
  {
    argv: ['sync'],
    code: 'missing_option',
    en: 'These options are missing: --provider, --var, --file.',
    fr: 'Il manque les options --provider, --var, --file.',
  },
  {
    argv: [...sync, '--watch', '--check'],
    code: 'conflicting_options',
    en: '--watch and --check exclude each other',
    fr: '--watch et --check s’excluent',
  },
  {
    argv: [...sync, '--dry-run', '--check'],
    code: 'conflicting_options',
    en: '--check and --dry-run exclude each other',
    fr: '--check et --dry-run s’excluent',
  },
  {
    argv: ['list', '--provider', `${TYPED}_`],
    code: 'bad_provider',
    en: '--provider must be 1 to 40 letters, digits or hyphens',
    fr: '--provider doit compter de 1 à 40 lettres, chiffres ou tirets',
  },
  {
    argv: [...sync.slice(0, 4), TYPED, '--file', 'x'],
    code: 'bad_variable',
    en: "--var must be a variable's name",
    fr: '--var doit être un nom de variable',
  },
  {
    argv: [...sync.slice(0, 4), 'INTERNAL_API_SECRET', '--file', 'x'],
    code: 'reserved_variable',
    en: '--var may not name INTERNAL_API_SECRET',
    fr: '--var ne peut pas désigner INTERNAL_API_SECRET',
  },
  {
    argv: ['list', '--url', `http://me:${TYPED}@localhost`],
    code: 'bad_url',
    en: '--url must be an http:// or https:// address without a user name',
    fr: '--url doit être une adresse http:// ou https:// sans nom d’utilisateur',
  },
]

const plain = (text: string) => text.replaceAll('\u00a0', ' ')

describe.each(['en', 'fr'] as const)('a wrong command line, in %s', (language: Language) => {
  it.each(mistakes)('is refused with its reason: keys $argv', async (mistake) => {
    const { argv, code, [language]: said } = mistake
    const told = await runHere(argv, { language })
    expect(told).toMatchObject({ code: 2, out: '' })
    expect(plain(told.err)).toContain(said)
    expect(told.err).toMatch(language === 'fr' ? /Aide\u00a0: keys/ : /Help: keys/)
    expect(told.err).not.toContain(TYPED)
    if (language === 'fr') expect(told.err).not.toMatch(english)
    if (language === 'fr') expect(told.err).not.toMatch(breakable)

    const json = await runHere([...argv, '--json'], { language })
    expect(json).toMatchObject({ code: 2, err: '' })
    expect(JSON.parse(json.out)).toMatchObject({ ok: false, code })
    expect(json.out).not.toContain(TYPED)
  })
})

it.each([
  ['--secret', TYPED],
  [`--secret=${TYPED}`],
  [`--password=${TYPED}`],
  ['-secret', TYPED],
  ['--token', TYPED],
  ['--api-key', TYPED],
  ['--INTERNAL_API_SECRET', TYPED],
  ['--help', '--secret', TYPED],
])('a secret on the command line is refused, and never repeated: %s', async (...typed) => {
  const told = await runHere(['list', ...typed])
  expect(told).toMatchObject({ code: 2, out: '' })
  expect(told.err).toMatch(/is refused: .*\bps\b.*history/)
  expect(told.err).toContain('--secret-file')
  expect(told.err).toContain('replace it by a new one')
  expect(told.err).not.toContain(TYPED)
})

it('a language that is none is refused in that of the terminal', async () => {
  const told = await runHere(['list', '--lang', TYPED], { language: 'fr' })
  expect(told).toEqual({
    code: 2,
    out: '',
    err: '--lang doit être en ou fr.\nAide\u00a0: keys --help\n',
  })
})

it('a wrong address in the environment is told by the name of its variable', async () => {
  const told = await runHere(['list'], { env: { DASHBOARD_INTERNAL_URL: `ftp://${TYPED}` } })
  expect(told.code).toBe(2)
  expect(told.err).toContain('DASHBOARD_INTERNAL_URL must be')
  expect(told.err).not.toContain(TYPED)
})

it.each([
  ['en', 'DASHBOARD_INTERNAL_URL must begin with https://', 'INTERNAL_ALLOW_HTTP=yes'],
  ['fr', 'DASHBOARD_INTERNAL_URL doit commencer par https://', 'INTERNAL_ALLOW_HTTP=yes'],
] as const)(
  'an address in clear beyond this machine is refused, in %s',
  async (language, ...said) => {
    const env = { DASHBOARD_INTERNAL_URL: 'http://10.255.255.1:3001' }
    const told = await runHere(['list'], { language, env })
    expect(told.code).toBe(2)
    for (const words of said) expect(plain(told.err)).toContain(words)
  },
)

it.each([
  ['en', 'DASHBOARD_PORT must be a port: a number from 1 to 65535, such as 3001.'],
  ['fr', 'DASHBOARD_PORT doit être un port : un nombre de 1 à 65535, comme 3001.'],
] as const)('a port that is none is told as one, in %s', async (language, said) => {
  for (const port of [TYPED, '65536']) {
    const told = await runHere(['list'], { language, env: { DASHBOARD_PORT: port } })
    expect(told.code).toBe(2)
    expect(plain(told.err)).toContain(said)
    expect(told.err).not.toContain(TYPED)
  }
})

it.each(['true', 'false'])(
  'a dry run that is said to be %s writes nothing',
  async (word) => {
    const dashboard = await startDashboard([realKey('k1')])
    const folder = createEnvFolder()
    const call = { cwd: folder.cwd, url: dashboard.url }
    const end = await keys([...sync, '--dry-run', word], call)
    expect(end).toMatchObject({ code: 2, stdout: '' })
    expect(end.stderr).toContain('--dry-run takes no value.')
    expect(folder.listed()).toEqual(['.git', '.gitignore'])
  },
  60_000,
)

it('a flag leaves a true alone that is no value of its own', async () => {
  const told = await runHere(['list', '--json', '--url', 'true'])
  expect(JSON.parse(told.out)).toMatchObject({ code: 'bad_url' })
})

it('the process ends with 2, with nothing on standard output', async () => {
  const { cwd } = createEnvFolder()
  const end = await keys(['list', '--secret', TYPED], { cwd, env: { LANG: 'fr_FR.UTF-8' } })
  expect(end).toMatchObject({ code: 2, stdout: '' })
  expect(end.stderr).toContain('--secret est refusé')
  expect(end.stderr).not.toContain(TYPED)
}, 60_000)
