import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { commands, optionsOf } from '../src/operator/command-line/options'
import { exitCodes } from '../src/operator/exit-codes'
import { encryptionKeys } from './guide-table'
import { operate, plain } from './operator-io'

/** Words that an English sentence cannot do without, and a French one never has. */
const english =
  /\b(the|is|are|of|and|with|to|by|an|this|that|it|missing|value|usage|show|cannot|must|needs?)\b/i

/** A space at which a line could break before a French sign, or within French quotes. */
const breakable = /\S [:;!?»]|« /

const keys = { KEYS_ENCRYPTION_KEYS: encryptionKeys() }
const nowhere = { ...keys, DATABASE_URL: 'postgresql://me:hunter2@127.0.0.1:9/none' }

interface Mistake {
  argv: string[]
  env?: Record<string, string>
  code: number
  en: string
  fr: string
}

const mistakes: Record<string, Mistake> = {
  'no command': {
    argv: [],
    code: 2,
    en: 'A command is needed: migrate, invite, adopt, rewrap, audit verify, audit checkpoint or audit prune.',
    fr: 'Il manque une commande : migrate, invite, adopt, rewrap, audit verify, audit checkpoint ou audit prune.',
  },
  'half a command': { argv: ['audit'], code: 2, en: 'A command is needed', fr: 'Il manque' },
  'a word too many': {
    argv: ['rewrap', 'hunter2'],
    code: 2,
    en: '"keys rewrap" takes options only.',
    fr: '« keys rewrap » ne prend que des options.',
  },
  'an unknown option': {
    argv: ['rewrap', '--force'],
    code: 2,
    en: '"keys rewrap" has no option --force. It has --check, --json, --lang, --help.',
    fr: '« keys rewrap » n’a pas d’option --force. Ses options : --check, --json, --lang, --help.',
  },
  'a secret as an option': {
    argv: ['rewrap', '--hunter2'],
    code: 2,
    en: '"keys rewrap" has no such option.',
    fr: '« keys rewrap » n’a pas cette option.',
  },
  'an option twice': {
    argv: ['adopt', '--from', 'a.csv', '--from', 'b.csv'],
    code: 2,
    en: '--from may be given only once.',
    fr: '--from ne peut être donné qu’une fois.',
  },
  'an option without its value': {
    argv: ['adopt', '--from'],
    code: 2,
    en: '--from needs a value.',
    fr: '--from attend une valeur.',
  },
  'a flag with a value': {
    argv: ['adopt', '--in-place=hunter2'],
    code: 2,
    en: '--in-place takes no value.',
    fr: '--in-place ne prend pas de valeur.',
  },
  'no source': {
    argv: ['adopt'],
    code: 2,
    en: 'Give either --from or --in-place.',
    fr: 'Donnez --from ou --in-place, l’un des deux.',
  },
  'two sources': {
    argv: ['adopt', '--in-place', '--from', 'a.csv'],
    code: 2,
    en: 'Give either --from or --in-place.',
    fr: 'Donnez --from ou --in-place, l’un des deux.',
  },
  'a source of no kind': {
    argv: ['adopt', '--from', 'hunter2.xlsx'],
    code: 2,
    en: '--from must be postgresql://…, env:NAME',
    fr: '--from doit être postgresql://…, env:NOM',
  },
  'a variable that is not set': {
    argv: ['adopt', '--from', 'env:OLD_DATABASE_URL'],
    code: 2,
    en: '--from env:OLD_DATABASE_URL: this variable is not set.',
    fr: '--from env:OLD_DATABASE_URL : cette variable n’est pas définie.',
  },
  'a variable that holds no address': {
    argv: ['adopt', '--from', 'env:OLD_DATABASE_URL'],
    env: { OLD_DATABASE_URL: 'hunter2' },
    code: 2,
    en: 'this variable holds no address that begins with postgresql://.',
    fr: 'cette variable ne contient pas d’adresse commençant par postgresql://.',
  },
  'a file that is not there': {
    argv: ['adopt', '--from', 'none.csv'],
    env: keys,
    code: 6,
    en: 'none.csv cannot be read: ENOENT.',
    fr: 'none.csv est illisible : ENOENT.',
  },
  'an export that is not there': {
    argv: ['audit', 'verify', '--checkpoints', 'none.ndjson'],
    env: keys,
    code: 6,
    en: 'none.ndjson cannot be read: ENOENT.',
    fr: 'none.ndjson est illisible : ENOENT.',
  },
  'no encryption keys': {
    argv: ['rewrap'],
    code: 4,
    en: 'KEYS_ENCRYPTION_KEYS is not set.',
    fr: 'KEYS_ENCRYPTION_KEYS n’est pas défini.',
  },
  'encryption keys of another kind': {
    argv: ['rewrap'],
    env: { KEYS_ENCRYPTION_KEYS: 'a:hunter2' },
    code: 4,
    en: 'KEYS_ENCRYPTION_KEYS: key 1 is no base64.',
    fr: 'KEYS_ENCRYPTION_KEYS est mal formé : clé 1, qui n’est pas du base64.',
  },
  'a second place of no kind': {
    argv: ['adopt', '--in-place'],
    env: { ...nowhere, AUDIT_SINK: 'hunter2' },
    code: 2,
    en: 'AUDIT_SINK must be stdout, or file: and an absolute path.',
    fr: 'AUDIT_SINK doit être stdout, ou file: suivi d’un chemin absolu.',
  },
  'a database that is not there': {
    argv: ['rewrap'],
    env: nowhere,
    code: 3,
    en: 'DATABASE_URL: the database cannot be used (P1001).',
    fr: 'DATABASE_URL : la base de données est inutilisable (P1001).',
  },
  'an old database that is not there': {
    argv: ['adopt', '--from', 'env:OLD_DATABASE_URL'],
    env: { ...nowhere, OLD_DATABASE_URL: nowhere.DATABASE_URL },
    code: 3,
    en: 'OLD_DATABASE_URL: the database cannot be used (ECONNREFUSED).',
    fr: 'OLD_DATABASE_URL : la base de données est inutilisable (ECONNREFUSED).',
  },
  'a day that is none': {
    argv: ['audit', 'prune', '--before', '2026-02-30'],
    code: 2,
    en: '--before must be a day that is over, written as 2026-01-31',
    fr: '--before doit être un jour passé, écrit comme 2026-01-31',
  },
  'a day to come': {
    argv: ['audit', 'prune', '--before', '2999-01-01'],
    code: 2,
    en: '--before must be a day that is over',
    fr: '--before doit être un jour passé',
  },
  'no day': {
    argv: ['audit', 'prune'],
    code: 2,
    en: '--before is missing.',
    fr: 'Il manque l’option --before.',
  },
  'nobody to confirm': {
    argv: ['audit', 'prune', '--before', '2026-01-01'],
    env: nowhere,
    code: 2,
    en: 'Nobody can be asked here. Add --yes',
    fr: 'Personne ici ne peut répondre. Ajoutez --yes',
  },
  'a public key of another kind': {
    argv: ['audit', 'verify', '--public-key', 'hunter2'],
    code: 2,
    en: '--public-key must be an Ed25519 key of 32 bytes in base64',
    fr: '--public-key doit être une clé Ed25519 de 32 octets en base64',
  },
  'a third language': {
    argv: ['rewrap', '--lang', 'de'],
    code: 2,
    en: '--lang must be en or fr.',
    fr: '--lang doit être en ou fr.',
  },
}

describe.each(Object.entries(mistakes))('%s', (_name, { argv, env = {}, code, en, fr }) => {
  it('is told in English', async () => {
    const told = await operate(argv, { env })
    expect(told).toMatchObject({ code, out: '' })
    expect(told.err).toContain(en)
  })

  it('is told in French, with no word of English and no sign alone on a line', async () => {
    const told = await operate(argv, { env, language: 'fr' })
    expect(told.code).toBe(code)
    expect(plain(told.err)).toContain(fr)
    expect(told.err).not.toMatch(english)
    expect(told.err).not.toMatch(breakable)
  })

  it('is one JSON object on request', async () => {
    const told = await operate([...argv, '--json'], { env })
    expect(told).toMatchObject({ code, err: '' })
    expect(JSON.parse(told.out)).toMatchObject({ ok: false })
    expect((JSON.parse(told.out) as { message: string }).message).toContain(en)
  })
})

describe.each(['en', 'fr'] as const)('the help in %s', (language) => {
  it.each(commands)('names every option and every exit code: keys %s', async (command) => {
    const told = await operate([...command.split(' '), '--help'], { language })
    expect(told).toMatchObject({ code: 0, err: '' })
    for (const option of optionsOf[command]) expect(told.out).toContain(`--${option} `)
    for (const code of Object.values(exitCodes))
      expect(told.out).toMatch(new RegExp(`^  ${code} +\\S`, 'm'))
    for (const variable of ['DATABASE_URL', 'KEYS_ENCRYPTION_KEYS', 'AUDIT_SINK'])
      expect(told.out).toContain(`  ${variable} `)
    const long = told.out.split('\n').filter((line) => line.length > 80)
    expect(long.filter((line) => !line.startsWith('  keys '))).toEqual([])
    expect(told.out).toContain(`  keys ${command}`)
  })
})

it('the French help has no word of English and no sign alone on a line', async () => {
  const { out } = await operate(['--help'], { language: 'fr' })
  const lines = out.split('\n')
  expect(lines.filter((line) => english.test(line))).toEqual([])
  expect(lines.filter((line) => breakable.test(line))).toEqual([])
  expect((await operate(['--help'])).out).toMatch(english)
})

it('the help of audit is that of its three commands', async () => {
  const { out } = await operate(['audit', '--help'])
  for (const name of ['verify', 'checkpoint', 'prune']) expect(out).toContain(`keys audit ${name}`)
  expect((await operate(['help', 'audit'])).out).toBe(out)
})

it('a password on the command line is warned about, and not repeated', async () => {
  const argv = ['adopt', '--from', 'postgresql://me:hunter2@127.0.0.1:9/old']
  const told = await operate(argv, { env: nowhere })
  expect(told).toMatchObject({ code: 3, out: '' })
  expect(told.err).toContain('Warning: the address of --from holds a password')
  expect(told.err).toContain('--from: the database cannot be used (ECONNREFUSED)')
  const without = ['adopt', '--from', 'postgresql://127.0.0.1:9/old']
  expect((await operate(without, { env: nowhere })).err).not.toContain('Warning')
})

it('a CSV file without the columns it needs is told by its name', async () => {
  const cwd = await mkdtemp(path.join(tmpdir(), 'operator-'))
  onTestFinished(() => rm(cwd, { recursive: true }))
  await writeFile(path.join(cwd, 'keys.csv'), 'name;secret\nA;hunter2\n')
  const told = await operate(['adopt', '--from', 'keys.csv'], { cwd, env: nowhere })
  expect(told.code).toBe(6)
  expect(told.err).toContain('keys.csv: there is no column for provider and key.')
})
