import { describe, expect, it } from 'vitest'
import { AdoptError } from '../src/adopt/adopt-error'
import { groupKeys } from '../src/adopt/group-keys'
import { readCsv } from '../src/adopt/read-csv'
import { readEnv } from '../src/adopt/read-env'

const key = (serial: number) => `AIzaTest-${String(serial).padStart(30, '0')}`

/** What is taken over of a text, and what is refused on which line. */
function sorted(source: ReturnType<typeof readCsv>) {
  const { groups, refused } = groupKeys(source.rows)
  return {
    keys: groups.map((group) => group.key),
    duplicates: groups.flatMap(({ duplicates }) => duplicates.map(({ place }) => place.line)),
    refused: refused.map(({ place, problem }) => [place.line, problem]),
  }
}

const lines = (...all: string[]) => all.join('\n')

function troubleOf(read: () => unknown): unknown {
  try {
    read()
  } catch (error) {
    return error instanceof AdoptError ? error.trouble : error
  }
  return null
}

describe('a CSV file', () => {
  it.each([
    ['commas', lines('provider,name,key', `gemini,"A, B",${key(1)}`)],
    ['semicolons', lines('provider;name;key', `gemini;A, B;${key(1)}`)],
    ['tabs', lines('provider\tname\tkey', `gemini\tA, B\t${key(1)}`)],
    ['a byte order mark', `\uFEFF${lines('provider,name,key', `gemini,"A, B",${key(1)}`)}`],
    ['CRLF', lines('provider;name;key', `gemini;A, B;${key(1)}`, '').replaceAll('\n', '\r\n')],
    ['other names', lines('Value;Nom;Fournisseur', `${key(1)};A, B;gemini`)],
    ['api_key', lines('API_KEY;Name;Provider', `${key(1)};A, B;gemini`)],
    ['apiKey', lines('apiKey,NAME,PROVIDER', ` ${key(1)} ," A, B ", GEMINI `)],
    ['empty lines', lines('provider;name;key', '', `gemini;A, B;${key(1)}`, '', ';;', '')],
  ])('is read with %s', (_what, text) => {
    const { keys, refused } = sorted(readCsv(text))
    expect(refused).toEqual([])
    expect(keys).toMatchObject([{ provider: 'gemini', name: 'A, B', key: key(1), isActive: true }])
  })

  it('may say everything that the guide’s table says', () => {
    const head =
      'id,provider,name,key,isActive,usageCount,errorCount,lastUsedAt,lastError,createdAt,note'
    const row = `cm1,openai,A,${key(1)},no,41,2,2025-06-01 12:00:00+02,was ${key(2)},2025-01-02,x`
    const source = readCsv(lines(head, row, `cm2,openai,B,${key(2)},,,,,,,`))
    expect(source.ignored).toEqual(['note'])
    expect(sorted(source).keys).toMatchObject([
      {
        id: 'cm1',
        isActive: false,
        usageCount: 41n,
        errorCount: 2n,
        lastUsedAt: new Date('2025-06-01T10:00:00Z'),
        lastError: 'was [redacted]',
        createdAt: new Date('2025-01-02T00:00:00Z'),
      },
      { id: 'cm2', isActive: true, usageCount: 0n, lastUsedAt: null, createdAt: null },
    ])
  })

  it('names the line and the column of what is wrong, and takes the rest', () => {
    const text = lines(
      'provider,key,isActive,usageCount,createdAt',
      `gemini,${key(1)},maybe,,`,
      `gemini,"${key(2)}`,
      '",,,',
      `gemini,${key(3)},,-1,`,
      `gemini,${key(4)},,,yesterday`,
      'gemini,,,,',
      'gemini,short,,,',
      `gemini,${'x'.repeat(2_049)},,,`,
      'gemini,AIza with a space inside,,,',
      `gemini!,${key(5)},,,`,
      `gemini,${key(6)}`,
      `gemini,${key(7)},,,,surplus`,
      `gemini,${key(8)},,,`,
      ` GEMINI ,${key(8)} ,,,`,
    )
    const { keys, duplicates, refused } = sorted(readCsv(text))
    expect(refused).toEqual([
      [2, { code: 'switch_bad', field: 'isActive' }],
      [5, { code: 'number_bad', field: 'usageCount' }],
      [6, { code: 'date_bad', field: 'createdAt' }],
      [7, { code: 'key_empty' }],
      [8, { code: 'key_short' }],
      [9, { code: 'key_long' }],
      [10, { code: 'key_signs' }],
      [11, { code: 'provider_bad' }],
      [12, { code: 'cells', expected: 5, found: 2 }],
      [13, { code: 'cells', expected: 5, found: 6 }],
    ])
    // A line end at the end of a quoted cell is space around the key.
    expect(keys.map((one) => one.key)).toEqual([key(2), key(8)])
    expect(duplicates).toEqual([15])
  })

  it('is refused from where its quotes do not match', () => {
    const { keys, refused } = sorted(
      readCsv(lines('provider,key', `gemini,${key(1)}`, `gemini,"${key(2)}`, `gemini,${key(3)}`)),
    )
    expect(keys).toHaveLength(1)
    expect(refused).toEqual([[3, { code: 'quotes' }]])
  })

  it.each([
    ['', { code: 'file_empty' }],
    [lines('name,value', `A,${key(1)}`), { code: 'column_missing', columns: ['provider'] }],
    [`gemini,${key(1)}`, { code: 'column_missing', columns: ['provider', 'key'] }],
    [lines('provider,key,api_key', 'a,b,c'), { code: 'column_repeated', column: 'key' }],
  ])('is refused as a whole when its first line names no columns: %j', (text, trouble) => {
    expect(troubleOf(() => readCsv(text))).toEqual(trouble)
  })
})

describe('an env file', () => {
  it('gives the keys whose provider its variables name, each under its line', () => {
    const source = readEnv(
      lines(
        '# keys',
        `GEMINI_API_KEY=${key(1)}`,
        `export GEMINI_API_KEY_2="${key(2)}" # the second`,
        `GOOGLE_API_KEY='${key(3)}'`,
        `GOOGLE_GENERATIVE_AI_API_KEY=${key(3)}`,
        `OPENAI_API_KEYS=${key(4)}, ${key(5)},`,
        'ANTHROPIC_API_KEY=',
        'DATABASE_URL=postgresql://localhost/x',
        `STRIPE_API_KEY=${key(6)}`,
        `MISTRAL_API_KEY=${key(7)}`,
        `MISTRAL_API_KEY=${key(8)}`,
      ),
    )
    const { keys, duplicates, refused } = sorted(source)
    const told = keys.map(({ place, provider, name, key: value }) => [
      place.line,
      provider,
      name,
      value,
    ])
    expect(told).toEqual([
      [2, 'gemini', 'GEMINI_API_KEY', key(1)],
      [3, 'gemini', 'GEMINI_API_KEY_2', key(2)],
      [4, 'gemini', 'GOOGLE_API_KEY', key(3)],
      [6, 'openai', 'OPENAI_API_KEYS (1)', key(4)],
      [6, 'openai', 'OPENAI_API_KEYS (2)', key(5)],
      [11, 'mistral', 'MISTRAL_API_KEY', key(8)],
    ])
    expect(duplicates).toEqual([5])
    expect(refused).toEqual([
      [7, { code: 'key_empty' }],
      [10, { code: 'overridden', line: 11 }],
    ])
    expect(source.ignored).toEqual(['DATABASE_URL', 'STRIPE_API_KEY'])
  })

  it('names no part of a value of several lines', () => {
    const pem = lines(
      '"-----BEGIN PRIVATE KEY-----',
      'c2VjcmV0',
      'bW9yZSBvZiBpdA==',
      '-----END-----"',
    )
    const source = readEnv(lines(`GOOGLE_PRIVATE_KEY=${pem}`, `GEMINI_API_KEY=${key(1)}`))
    expect(source.ignored).toEqual(['GOOGLE_PRIVATE_KEY'])
    expect(sorted(source).keys).toMatchObject([{ key: key(1), place: { line: 5 } }])
  })
})

describe('several rows with one key', () => {
  it('are one key with all their uses, on if one of them was', () => {
    const head = 'id,provider,name,key,isActive,usageCount,errorCount,lastUsedAt'
    const { keys } = sorted(
      readCsv(
        lines(
          head,
          `a,gemini,first,${key(1)},false,10,1,2025-01-01`,
          `b,Gemini,second,${key(1)} ,true,5,2,2025-03-01`,
          `c,openai,other,${key(1)},true,1,0,`,
        ),
      ),
    )
    expect(keys).toMatchObject([
      { id: 'a', name: 'first', isActive: true, usageCount: 15n, errorCount: 3n },
      { id: 'c', provider: 'openai', usageCount: 1n },
    ])
    expect(keys[0]?.lastUsedAt).toEqual(new Date('2025-03-01'))
  })

  it('leave no part of it in a name that is cut', () => {
    const name = `${'x'.repeat(90)} ${key(1)}`
    const { keys } = sorted(readCsv(lines('provider,name,key', `gemini,${name},${key(1)}`)))
    expect(keys[0]?.name).toBe(`${'x'.repeat(90)} AIza…0001`)
  })

  it('of one id are two keys, of which the second is refused', () => {
    const { refused } = sorted(
      readCsv(lines('id,provider,key', `a,gemini,${key(1)}`, `a,gemini,${key(2)}`)),
    )
    expect(refused).toEqual([[3, { code: 'id_taken' }]])
  })
})
