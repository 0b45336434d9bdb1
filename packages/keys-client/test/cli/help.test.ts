import { describe, expect, it } from 'vitest'
import { exitCodes } from '../../src/cli/exit-codes'
import type { Language } from '../../src/cli/language'
import { breakable, english } from './typography'
import { createEnvFolder } from './env-folder'
import { keys } from './keys-process'
import { runHere } from './memory-io'

const calls = [['--help'], ['sync', '--help'], ['list', '-h'], ['doctor', '--help']]

const variables = [
  'DASHBOARD_INTERNAL_URL',
  'INTERNAL_API_SECRET',
  'INTERNAL_API_SECRET_FILE',
  'INTERNAL_ALLOW_HTTP',
]

const headings: Record<Language, RegExp[]> = {
  en: [/^Usage: keys/m, /^Options:$/m, /^Examples:$/m, /^Environment,/m, /^Exit codes:$/m],
  fr: [
    /^Utilisation : keys/m,
    /^Options :$/m,
    /^Exemples :$/m,
    /^Variables d’environnement,/m,
    /^Codes de sortie :$/m,
  ],
}

async function helpOf(argv: readonly string[], language: Language): Promise<string> {
  const told = await runHere(argv, { language })
  expect(told).toMatchObject({ code: 0, err: '' })
  return told.out
}

describe.each(['en', 'fr'] as const)('the help in %s', (language) => {
  it.each(calls)('has all that one must know: keys %s %s', async (...argv) => {
    const text = (await helpOf(argv.filter(Boolean), language)).replaceAll('\u00a0', ' ')
    for (const heading of headings[language]) expect(text).toMatch(heading)
    for (const variable of variables) expect(text).toContain(`  ${variable} `)
    for (const code of Object.values(exitCodes))
      expect(text).toMatch(new RegExp(`^  ${code} +\\S`, 'm'))
    for (const option of ['--url', '--secret-file', '--json', '--lang', '--help']) {
      expect(text).toContain(`${option} `)
    }
  })

  it('fits 80 columns, but for command lines that are to be copied', async () => {
    for (const argv of calls) {
      const lines = (await helpOf(argv, language)).split('\n')
      expect(lines.filter((line) => line.length > 80 && !line.startsWith('  keys '))).toEqual([])
    }
  })

  it('names every command', async () => {
    const text = await helpOf(['--help'], language)
    for (const command of ['sync', 'list', 'doctor']) expect(text).toContain(`  keys ${command} `)
  })

  it('names every option of sync', async () => {
    const text = await helpOf(['sync', '--help'], language)
    const options = ['provider', 'var', 'file', 'exec', 'watch', 'check', 'dry-run']
    for (const option of options) expect(text).toMatch(new RegExp(`^ +--${option} +\\S`, 'm'))
  })
})

describe('the French help', () => {
  it.each(calls)('has no English sentence left: keys %s %s', async (...argv) => {
    const text = await helpOf(argv.filter(Boolean), 'fr')
    expect(text.split('\n').filter((line) => english.test(line))).toEqual([])
  })

  it.each(calls)(
    'has no space where a line could break before a sign: keys %s %s',
    async (...argv) => {
      const text = await helpOf(argv.filter(Boolean), 'fr')
      expect(text.split('\n').filter((line) => breakable.test(line))).toEqual([])
    },
  )
})

it('the English help is found out as English', async () => {
  expect(await helpOf(['sync', '--help'], 'en')).toMatch(english)
})

it('the help of a command is asked for in either way', async () => {
  expect(await helpOf(['help', 'sync'], 'en')).toBe(await helpOf(['sync', '--help'], 'en'))
  expect(await helpOf(['help'], 'en')).toBe(await helpOf(['-h'], 'en'))
})

it('a command that is none is answered with the help on all of them', async () => {
  expect(await helpOf(['snyc', '--help'], 'en')).toContain('keys doctor')
})

it('the process speaks the language of the terminal, or that of --lang', async () => {
  const { cwd } = createEnvFolder()
  const french = await keys(['--help'], { cwd, env: { LC_ALL: 'fr_MA.UTF-8' } })
  expect(french).toMatchObject({ code: 0, stderr: '' })
  expect(french.stdout).toContain('Utilisation')
  const other = await keys(['--help', '--lang', 'en'], { cwd, env: { LC_ALL: 'fr_MA.UTF-8' } })
  expect(other.stdout).toContain('Usage')
}, 60_000)
