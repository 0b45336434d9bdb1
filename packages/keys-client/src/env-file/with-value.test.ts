import { describe, expect, it } from 'vitest'
import { EnvFileError } from './env-file-error'
import { withValue } from './with-value'

const name = 'GEMINI_API_KEY'

const update = (text: string, value = 'new') =>
  withValue({ content: Buffer.from(text), name, value, path: '.env.local' })

const after = (text: string, value?: string) => update(text, value).content.toString()

function codeOf(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    if (error instanceof EnvFileError) return error.code
    throw error
  }
  return 'nothing was thrown'
}

describe('Line 40: the value of one variable changes, and', () => {
  it.each([
    ['comments', '# a\n#GEMINI_API_KEY=x\n # b=c\n', '\n\n# end\n'],
    ['the order', 'Z=1\nA=2\n', '\nM=3\n'],
    ['the quotes of others', `A='1'\nB="2"\nC=\`3\`\nD=4\n`, '\nE="it\'s"\n'],
    ['CRLF', 'A=1\r\nB="x\r\ny"\r\nexport ', ' # mine\r\nC=3\r\n'],
    ['CR alone', 'A=1\rB=2\r', '\rC=3\r'],
    ['export', 'export A=1\nexport  ', '\nexport B=2\n'],
    ['a trailing comment', '', ' # the "old" one\n'],
    ['blanks at the end of the line', '', '  \t\nA=1\n'],
    ['blanks at its beginning', '  \t', '\n'],
    ['a byte order mark', '\ufeff', '\nA=1\n'],
    ['the want of an end of line', 'A=1\n', ''],
    [
      'names that only resemble it',
      'MY_GEMINI_API_KEY=a\nGEMINI_API_KEY_2=b\n',
      '\nGEMINI_API_KEY.x=c',
    ],
    [
      'a line that looks like it in quotes',
      'A="\nGEMINI_API_KEY=no\n"\n',
      `\nB='\nGEMINI_API_KEY=no\n'`,
    ],
    ['a line that looks like it in backticks', 'A=`\nGEMINI_API_KEY=no\n`\n', '\n'],
    ['what dotenv does not understand', 'hello world\n=\n}{\n', '\nexport\n!!\n'],
  ])('keeps %s', (_what, before, behind) => {
    expect(after(`${before}GEMINI_API_KEY=old${behind}`)).toBe(
      `${before}GEMINI_API_KEY=new${behind}`,
    )
  })

  it('keeps every byte that is not UTF-8', () => {
    const odd = Buffer.from([
      0x23, 0xff, 0xfe, 0xe9, 0x0a, 0x41, 0x3d, 0xc3, 0x28, 0xe2, 0x82, 0x0a,
    ])
    const content = Buffer.concat([odd, Buffer.from('GEMINI_API_KEY=old\n'), odd])
    const expected = Buffer.concat([odd, Buffer.from('GEMINI_API_KEY=new\n'), odd])
    expect(withValue({ content, name, value: 'new' }).content).toEqual(expected)
  })

  it.each([
    ['single quotes', `GEMINI_API_KEY='old' # x\n`, `GEMINI_API_KEY='new' # x\n`],
    ['double quotes', `GEMINI_API_KEY="a \\"b" # x\n`, `GEMINI_API_KEY="new" # x\n`],
    ['backticks', 'GEMINI_API_KEY=`a\'b"c`\n', 'GEMINI_API_KEY=new\n'],
    ['several lines', `GEMINI_API_KEY="a\nB=1\n# c" # x\nD=2\n`, `GEMINI_API_KEY="new" # x\nD=2\n`],
    ['a quote that is not closed', `GEMINI_API_KEY='old\nB=2\n`, `GEMINI_API_KEY=new\nB=2\n`],
    ['words after the quotes', `GEMINI_API_KEY="old" more # x\n`, `GEMINI_API_KEY=new # x\n`],
    ['blanks around the sign', `GEMINI_API_KEY = old\n`, `GEMINI_API_KEY = new\n`],
    ['a colon', `GEMINI_API_KEY: old\n`, `GEMINI_API_KEY: new\n`],
    ['nothing', `GEMINI_API_KEY=\nB=2\n`, `GEMINI_API_KEY=new\nB=2\n`],
    ['nothing, at the end', `GEMINI_API_KEY=`, `GEMINI_API_KEY=new`],
    ['nothing, before a comment', `GEMINI_API_KEY= # x\n`, `GEMINI_API_KEY=new # x\n`],
    ['nothing, in wide style', `GEMINI_API_KEY = # x\n`, `GEMINI_API_KEY = new # x\n`],
    ['quotes on the next line', `GEMINI_API_KEY=\n'old'\nB=2\n`, `GEMINI_API_KEY=new\nB=2\n`],
  ])('replaces what was written as %s', (_how, before, expected) => {
    expect(after(before)).toBe(expected)
  })

  it('parts the value from a comment that only dotenv sees', () => {
    expect(after('GEMINI_API_KEY=old#x\n')).toBe('GEMINI_API_KEY=new #x\n')
    expect(after('GEMINI_API_KEY=#x\n')).toBe('GEMINI_API_KEY=new #x\n')
  })

  it('keeps duplicates as lines, with no stale value in any of them', () => {
    const text = 'GEMINI_API_KEY=one\nA=1\nexport GEMINI_API_KEY="two"\nGEMINI_API_KEY=\n'
    const expected = 'GEMINI_API_KEY=new\nA=1\nexport GEMINI_API_KEY="new"\nGEMINI_API_KEY=new\n'
    expect(update(text)).toMatchObject({ hasChanged: true, previous: '' })
    expect(after(text)).toBe(expected)
    expect(update('GEMINI_API_KEY=one\nGEMINI_API_KEY=new\n')).toMatchObject({ hasChanged: true })
  })

  it('keeps its own quotes, where the value can stand in them', () => {
    expect(after(`GEMINI_API_KEY="old"\r\n`)).toBe(`GEMINI_API_KEY="new"\r\n`)
    expect(after(`GEMINI_API_KEY='old' # mine`)).toBe(`GEMINI_API_KEY='new' # mine`)
    expect(after('GEMINI_API_KEY=`old`')).toBe('GEMINI_API_KEY=new')
    const content = Buffer.from(`GEMINI_API_KEY='old'`)
    expect(String(withValue({ content, name: 'GEMINI_API_KEY', value: "it's" }).content)).toBe(
      `GEMINI_API_KEY="it's"`,
    )
  })
})

describe('Line 40: a variable that the file does not have', () => {
  it.each([
    ['an empty file', '', 'GEMINI_API_KEY=new\n'],
    ['a file', 'A=1\n', 'A=1\nGEMINI_API_KEY=new\n'],
    ['a file without an end of line', 'A=1', 'A=1\nGEMINI_API_KEY=new\n'],
    ['a file in CRLF', 'A=1\r\nB=2', 'A=1\r\nB=2\r\nGEMINI_API_KEY=new\r\n'],
    ['a file in CR', 'A=1\rB=2\r', 'A=1\rB=2\rGEMINI_API_KEY=new\r'],
    ['a comment that names it', '# GEMINI_API_KEY=x', '# GEMINI_API_KEY=x\nGEMINI_API_KEY=new\n'],
    ['a byte order mark alone', '\ufeff', '\ufeff\nGEMINI_API_KEY=new\n'],
    ['a quote that is not closed', 'A="x\n', 'A="x\nGEMINI_API_KEY=new\n'],
  ])('is added to %s', (_what, before, expected) => {
    expect(after(before)).toBe(expected)
    expect(update(before).previous).toBeNull()
  })
})

describe('Line 40: a second run', () => {
  it.each([
    'GEMINI_API_KEY=new\n',
    `GEMINI_API_KEY='new' # x`,
    'export GEMINI_API_KEY = "new"\r\n',
    'GEMINI_API_KEY: `new`',
    'GEMINI_API_KEY=new#x\nGEMINI_API_KEY="new"\n',
  ])('changes 0 bytes of %j', (text) => {
    expect(update(text)).toEqual({ content: Buffer.from(text), hasChanged: false, previous: 'new' })
  })

  it('mends a value that Next would take for a reference to another variable', () => {
    expect(update(`GEMINI_API_KEY='a$b'\n`, 'a$b')).toMatchObject({
      hasChanged: true,
      previous: null,
    })
    expect(after(`GEMINI_API_KEY='a$b'\n`, 'a$b')).toBe('GEMINI_API_KEY="a\\$b"\n')
  })
})

describe('a file that cannot be changed without doubt', () => {
  it('is refused when it is UTF-16, or holds a NUL', () => {
    const utf16 = Buffer.from('\ufeffA=1\n', 'utf16le')
    expect(codeOf(() => withValue({ content: utf16, name, value: 'x' }))).toBe('not_text')
    expect(codeOf(() => withValue({ content: Buffer.from([0xfe, 0xff]), name, value: 'x' }))).toBe(
      'not_text',
    )
    expect(codeOf(() => update('A=\0\n'))).toBe('not_text')
  })

  it('is refused when an open quote would end in the new line', () => {
    expect(codeOf(() => update(`A='x\n`, '# ='))).toBe('ambiguous')
    expect(codeOf(() => update(`A='x\nGEMINI_API_KEY=old\n`, '#'))).toBe('ambiguous')
  })

  it('is refused for a name that no shell takes', () => {
    for (const odd of ['', '1A', 'A-B', 'A.B', 'A B', 'É', 'A\n', '__proto__']) {
      expect(codeOf(() => withValue({ content: Buffer.alloc(0), name: odd, value: 'x' }))).toBe(
        'invalid_name',
      )
    }
  })

  it('is taken with names that every object has', () => {
    const content = Buffer.from('constructor=a\ntoString=b\n')
    const changed = withValue({ content, name: 'constructor', value: 'c' }).content.toString()
    expect(changed).toBe('constructor=c\ntoString=b\n')
    expect(withValue({ content, name: 'valueOf', value: 'c' }).previous).toBeNull()
  })

  it('never shows a value in the error', () => {
    for (const [text, value] of [
      [`A='x\n`, '# = s3cret'],
      ['', `s3cret'"`],
      ['\0', 's3cret'],
    ] as const) {
      expect.soft(() => update(text, value)).toThrow(EnvFileError)
      expect.soft(() => update(text, value)).not.toThrow(/s3cret/)
    }
  })
})
