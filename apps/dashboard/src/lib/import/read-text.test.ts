import { describe, expect, it } from 'vitest'
import type { ImportFormat, ReadText } from './raw-key'
import { readText } from './read-text'

const key = (n: number) => `AIzaSy-${String(n).padStart(32, '0')}`

/** What was read of each row, without what is not there. */
function rowsOf(read: ReadText): object[] {
  if (!read.ok) throw new Error(`not read: ${read.problem}`)
  return read.rows.map((row) =>
    Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)),
  )
}

describe('lines', () => {
  const rows = (text: string) => rowsOf(readText(text, 'lines'))

  it('are keys, alone or after a name; what is empty or a comment is neither', () => {
    const text = `\uFEFF# mine\r\n${key(1)}\r\n\r\n  two , ${key(2)}\t\r\nthree\t${key(3)}\rfour;${key(4)}`
    expect(rows(text)).toEqual([
      { at: 2, key: key(1) },
      { at: 4, name: 'two', key: key(2) },
      { at: 5, name: 'three', key: key(3) },
      { at: 6, name: 'four', key: key(4) },
    ])
  })

  it('lose quotes around a cell, and keep what stands within', () => {
    expect(rows(`"a ""b"", c",'${key(1)}'`)).toEqual([{ at: 1, name: 'a "b", c', key: key(1) }])
  })

  it('may have the key first', () => {
    expect(rows(`${key(1)},mine`)).toEqual([{ at: 1, name: 'mine', key: key(1) }])
  })

  it('are taken as they are in any script', () => {
    expect(rows(`مفتاح الإنتاج،1,${key(1)}\nclé n° 2 🔑,${key(2)}`)).toMatchObject([
      { name: 'مفتاح الإنتاج،1' },
      { name: 'clé n° 2 🔑' },
    ])
  })
})

describe('CSV', () => {
  const rows = (text: string) => rowsOf(readText(text, 'csv'))

  it('is read by its headers, however they are written, and by the line a row begins on', () => {
    const text = `\uFEFFName;API Key;Quota pool;WEIGHT;Owner\r\n"a;\r\nb";${key(1)};projects/1;2;me\r\n\r\nc;${key(2)};;;\r\n`
    expect(rows(text)).toEqual([
      { at: 2, key: key(1), name: 'a;\r\nb', quotaPool: 'projects/1', weight: '2' },
      { at: 5, key: key(2), name: 'c', quotaPool: '', weight: '' },
    ])
  })

  it('may have one column, or French headings', () => {
    expect(rows(`key\n${key(1)}`)).toEqual([{ at: 2, key: key(1) }])
    expect(rows(`Nom,Fournisseur,Clé\nun,Gemini,${key(1)}`)).toEqual([
      { at: 2, name: 'un', provider: 'Gemini', key: key(1) },
    ])
  })

  it('tells of a quote that nothing ends, and of cells that no header names', () => {
    expect(rows(`key,name\n${key(1)},a,b\n${key(2)},"c`)).toMatchObject([
      { at: 2, problem: 'cells' },
      { at: 3, problem: 'quotes' },
    ])
  })

  it('needs a column of keys', () => {
    expect(readText(`a,b\n1,2`, 'csv')).toEqual({ ok: false, problem: 'noKeyColumn' })
    expect(readText('key,name\n', 'csv')).toEqual({ ok: false, problem: 'empty' })
  })
})

describe('JSON', () => {
  const rows = (value: unknown) => rowsOf(readText(JSON.stringify(value), 'json'))

  it('is a list of keys, of objects, or both', () => {
    const full = { provider: 'openai', name: 'b', apiKey: key(2), quotaPool: 'p', weight: 3 }
    expect(rows([key(1), full, { key: key(3), name: null }])).toEqual([
      { at: 1, key: key(1) },
      { at: 2, provider: 'openai', name: 'b', key: key(2), quotaPool: 'p', weight: '3' },
      { at: 3, key: key(3), name: '' },
    ])
  })

  it('is an object of keys by their names, one key, or a list within an object', () => {
    expect(rows({ a: key(1), b: { key: key(2), name: 'other' } })).toEqual([
      { at: 1, name: 'a', key: key(1) },
      { at: 2, name: 'other', key: key(2) },
    ])
    expect(rows({ key: key(1), name: 'x' })).toEqual([{ at: 1, name: 'x', key: key(1) }])
    expect(rows({ keys: [key(1)] })).toEqual([{ at: 1, key: key(1) }])
  })

  it('tells of entries that are no key', () => {
    const problems = rows([1, null, [], { key: { a: 1 } }, true])
    expect(problems).toEqual(
      problems.map((_, index) => ({ at: index + 1, key: '', problem: 'entry' })),
    )
  })

  it.each(['', '{', '[1', '"x"', 'null', '7', '[]'])(
    'that holds no list is said so: %s',
    (text) => {
      expect(readText(text, 'json').ok).toBe(false)
    },
  )

  it('takes no heading for what an object inherits', () => {
    expect(rows(JSON.parse(`[{"key":"${key(1)}","__proto__":"x","constructor":"y"}]`))).toEqual([
      { at: 1, key: key(1) },
    ])
  })
})

describe('.env', () => {
  const rows = (text: string) => rowsOf(readText(text, 'env'))

  it('says whose key each is, with quotes, export, comments, numbers and lists', () => {
    const text = `# keys\r\nexport GEMINI_API_KEY_1="${key(1)}" # first\r\nOPENAI_API_KEY='a=b${key(2)}'\r\nGOOGLE_API_KEYS=${key(3)}, ${key(4)}\nMY_COHERE_API_KEY=${key(5)} # note\nMISTRAL_KEY2=${key(6)}`
    expect(rows(text)).toEqual([
      { at: 2, name: 'GEMINI_API_KEY_1', provider: 'gemini', key: key(1) },
      { at: 3, name: 'OPENAI_API_KEY', provider: 'openai', key: `a=b${key(2)}` },
      { at: 4, name: 'GOOGLE_API_KEYS (1)', provider: 'gemini', key: key(3) },
      { at: 4, name: 'GOOGLE_API_KEYS (2)', provider: 'gemini', key: key(4) },
      { at: 5, name: 'MY_COHERE_API_KEY', provider: 'my-cohere', key: key(5) },
      { at: 6, name: 'MISTRAL_KEY2', provider: 'mistral', key: key(6) },
    ])
  })

  it('takes no other secret for a provider’s key', () => {
    const text = `DATABASE_URL=postgres://x\nBETTER_AUTH_SECRET=${key(1)}\nKEYS_ENCRYPTION_KEYS=k1:${key(2)}\nINTERNAL_API_SECRET=${key(3)}\n${key(4)}`
    expect(rows(text)).toMatchObject(Array(5).fill({ problem: 'notAKey' }))
  })

  it('tells of a quote that nothing ends', () => {
    expect(rows(`GEMINI_API_KEY="${key(1)}`)).toEqual([{ at: 1, key: '', problem: 'quotes' }])
  })
})

describe('any text', () => {
  const nasty = [
    ['a megabyte of spaces', `a${' '.repeat(1_000_000)}b`],
    ['a megabyte of commas', ','.repeat(1_000_000)],
    ['a megabyte of quotes', '"'.repeat(1_000_000)],
    ['a megabyte in one variable', `A_API_KEY${'_API_KEY'.repeat(125_000)}=x`],
    ['a megabyte of brackets', '['.repeat(1_000_000)],
    ['zeroes and lone surrogates', '\0\uD800,\uDC00\n\0'.repeat(1_000)],
  ] as const

  it.each(nasty)('is read within seconds, or refused: %s', (_what, text) => {
    for (const format of ['lines', 'csv', 'json', 'env'] as const) {
      const start = performance.now()
      readText(text, format)
      expect(performance.now() - start).toBeLessThan(10_000)
    }
  })

  it('of one megabyte with ten thousand keys is read whole', () => {
    const text = Array.from({ length: 10_000 }, (_, n) => `${'n'.repeat(60)}${n},${key(n)}`).join(
      '\n',
    )
    expect(text.length).toBeGreaterThan(1_000_000)
    expect(rowsOf(readText(text, 'lines'))).toHaveLength(10_000)
  })

  it('of more keys than anybody looks through is handed in parts', () => {
    const read = readText('x'.repeat(3).concat('\n').repeat(20_001), 'lines')
    expect(read).toEqual({ ok: false, problem: 'tooMany' })
  })
})

describe('what is written as a text is read back', () => {
  const random = generator(20261123)
  const pick = <T>(items: readonly T[]) => items[Math.floor(random() * items.length)] as T
  const text = (letters: string, length: number) =>
    Array.from({ length }, () => pick([...letters])).join('')
  const keyOf = () => text('ABCxyz019-_.+/=:~', 8 + Math.floor(random() * 60))
  const nameOf = () => `n${text('aé م"\',;#=🔑', Math.floor(random() * 12))}n`

  const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`
  const writers: Record<ImportFormat, (keys: { name: string; key: string }[]) => string> = {
    lines: (keys) => keys.map((one) => `${quoted(one.name)},${one.key}`).join('\n'),
    csv: (keys) =>
      ['name,key', ...keys.map((one) => `${quoted(one.name)},${quoted(one.key)}`)].join('\r\n'),
    json: (keys) => JSON.stringify(keys),
    env: (keys) => keys.map((one, n) => `export GEMINI_API_KEY_${n}="${one.key}"`).join('\n'),
  }

  it.each(['lines', 'csv', 'json', 'env'] as const)('%s, 300 times', (format) => {
    for (let run = 0; run < 300; run += 1) {
      const keys = Array.from({ length: 1 + Math.floor(random() * 20) }, () => ({
        name: nameOf(),
        key: keyOf(),
      }))
      const wanted = format === 'env' ? keys.map((one) => ({ key: one.key })) : keys
      expect(rowsOf(readText(writers[format](keys), format))).toMatchObject(wanted)
    }
  })
})

/** The same numbers at each run (mulberry32). */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
