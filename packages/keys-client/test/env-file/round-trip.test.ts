import { execFileSync, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeValue, withValue } from '../../src/env-file'
import { compileProgram } from './compiled-program'
import { temporaryFolder } from './temporary-folder'

const nextProgram = compileProgram('load-with-next.ts')

/** Those of the machine; `sh` is on every one. */
const shells = ['sh', 'dash', 'bash'].filter((shell) => spawnSync(shell, ['-c', ':']).status === 0)

const printable = Array.from({ length: 0x7e - 0x21 + 1 }, (_, index) =>
  String.fromCharCode(0x21 + index),
)

function readByNext(folder: string, names: readonly string[]): unknown[] {
  const args = [nextProgram.file, folder]
  const output = execFileSync(process.execPath, args, { env: nextProgram.env, encoding: 'utf8' })
  const found: unknown = JSON.parse(output)
  const entries = new Map<string, unknown>(Object.entries(found ?? {}))
  return names.map((name) => entries.get(name))
}

function readByShell(shell: string, folder: string, names: readonly string[]): string[] {
  const script = `. ./.env.local; printf '%s\\0' ${names.map((name) => `"$${name}"`).join(' ')}`
  const options = { cwd: folder, env: { PATH: '' }, stdio: 'pipe' } as const
  const output = execFileSync(`/bin/${shell}`, ['-c', script], options)
  return output.toString().split('\0').slice(0, -1)
}

/** Writes the values into one file, and has it read by all that read env files. */
function expectRoundTrip(values: readonly string[], before = ''): void {
  const folder = temporaryFolder()
  const names = values.map((_, index) => `VALUE_${index}`)
  const content = values.reduce<Buffer>(
    (text, value, index) => withValue({ content: text, name: `VALUE_${index}`, value }).content,
    Buffer.from(before),
  )
  writeFileSync(path.join(folder, '.env.local'), content)
  expect(readByNext(folder, names)).toEqual(values)
  for (const shell of shells) expect(readByShell(shell, folder, names)).toEqual(values)
}

it('Line 42: Next reads values exactly also where lines end by CRLF', () => {
  const folder = temporaryFolder()
  const before = Buffer.from('# windows\r\nexport VALUE_0="old"\r\nVALUE_1=old  # why\r\nA=1')
  const values = ['a b', "it's $HOME"]
  const content = values.reduce<Buffer>(
    (text, value, index) => withValue({ content: text, name: `VALUE_${index}`, value }).content,
    before,
  )
  writeFileSync(path.join(folder, '.env.local'), content)
  expect(readByNext(folder, ['VALUE_0', 'VALUE_1'])).toEqual(values)
})

describe('Line 42: Next and a shell read exactly', () => {
  it('values with #, $, quotes, spaces, newlines and backslashes', () => {
    expectRoundTrip([
      'AIzaSyD-9tSrke72PouQMnMX_a7eZSW0jkFMBWY',
      'a#b # c',
      '$HOME and ${HOME}',
      '100$ $$ $',
      '"double"',
      "it's",
      '  spaces  ',
      'line one\nVALUE_0=two\n\n# three\n',
      'back\\slash and \\n and \\\\ within',
      '`date` $(date)',
      "$(date) it's",
      'é ü 漢字 🔑 \u2028 \u00a0',
      '~ ~/x a:~ * ? [a] {a,b} !! & | ; < > ( )',
      '\t',
    ])
  })

  it('values in the quotes that stood there', () => {
    expectRoundTrip(['new'], `VALUE_0='old'\n`)
    expectRoundTrip(['a $b'], `VALUE_0='old'\n`)
    expectRoundTrip(['new', 'a"b'], `export VALUE_0="old" # one\nexport VALUE_1="old"\n`)
  })

  it('a value beside a comment that was glued to the old one', () => {
    expectRoundTrip(['new'], 'VALUE_0=old#why\n')
  })

  it('every printable character, and every pair of them that has a form', () => {
    const pairs = printable.flatMap((one) => printable.map((other) => one + other))
    const all = [...printable, ...pairs].filter((value) => encodeValue(value) !== null)
    // All but those with a backslash at the end or before a dollar, or two kinds of quotes.
    expect(all.length).toBe(8_830)
    const folder = temporaryFolder()
    const names = all.map((_, index) => `VALUE_${index}`)
    const lines = all.map((value, index) => `VALUE_${index}=${String(encodeValue(value))}\n`)
    writeFileSync(path.join(folder, '.env.local'), lines.join(''))
    expect(readByNext(folder, names)).toEqual(all)
    for (const shell of shells) expect(readByShell(shell, folder, names)).toEqual(all)
  }, 60_000)

  it('any text, or it is refused', () => {
    const difficult = fc.string({
      unit: fc.constantFrom(...`'"\`\\$#{}()nrA_ \n\t=~!*;&é`),
      maxLength: 12,
    })
    const texts = fc.oneof(
      difficult,
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
    )
    const batches = fc.array(texts, { minLength: 100, maxLength: 100 })
    let refused = 0
    fc.assert(
      fc.property(batches, fc.constantFrom('', "# don't\n"), (batch, before) => {
        const values = batch.filter((value) => encodeValue(value) !== null)
        refused += batch.length - values.length
        expectRoundTrip(values, before)
      }),
      { numRuns: 20, endOnFailure: true },
    )
    expect(refused).toBeLessThan(400)
  }, 60_000)
})
