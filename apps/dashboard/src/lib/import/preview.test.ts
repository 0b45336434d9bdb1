import { describe, expect, it } from 'vitest'
import { checkRows, type GoodRow } from './check-rows'
import { chunksOf } from './chunks'
import { maskedLines } from './masked-lines'
import { isGood, previewOf } from './preview'
import { sendChunks } from './send-chunks'

const key = (n: number) => `AIzaSy-${String(n).padStart(32, '0')}`
const good = (n: number) => ({ at: n, key: key(n) })

describe('rows', () => {
  it('are good when the server would take them, with a name of their own or their mask', () => {
    const rows = [
      { at: 1, key: ` ${key(1)} `, name: ' one ', provider: 'OpenAI', quotaPool: 'p', weight: '3' },
      { at: 2, key: key(2), name: '', weight: '', quotaPool: '' },
      { at: 3, key: 'short-key' },
    ]
    expect(checkRows(rows, 'gemini').map((row) => row.kind === 'good' && row.input)).toEqual([
      { provider: 'openai', name: 'one', key: key(1), quotaPool: 'p', weight: 3 },
      { provider: 'gemini', name: 'AIza…0002', key: key(2) },
      { provider: 'gemini', name: 'gemini 3', key: 'short-key' },
    ])
  })

  it.each([
    [{ key: ' ' }, 'noKey'],
    [{ key: 'short' }, 'tooShort'],
    [{ key: 'x'.repeat(2_049) }, 'tooLong'],
    [{ key: 'with a space' }, 'characters'],
    [{ key: 'clé-accentuée' }, 'characters'],
    [{ key: key(1), name: 'n'.repeat(121) }, 'name'],
    [{ key: key(1), name: 'a\u0007b' }, 'name'],
    [{ key: 'not-a-key', name: key(1) }, 'nameIsKey'],
    [{ key: key(1), provider: 'not a provider' }, 'provider'],
    [{ key: key(1), quotaPool: 'p'.repeat(121) }, 'quotaPool'],
    [{ key: key(1), weight: '0' }, 'weight'],
    [{ key: key(1), weight: '1.5' }, 'weight'],
    [{ key: key(1), weight: 'heavy' }, 'weight'],
    [{ key: key(1), problem: 'quotes' as const }, 'quotes'],
  ])('%j are malformed: %s', (raw, reason) => {
    expect(checkRows([{ at: 9, ...raw }], 'gemini')).toMatchObject([
      { kind: 'malformed', at: 9, reason },
    ])
  })

  it('need a provider from somewhere', () => {
    expect(checkRows([good(1)], null)).toMatchObject([{ reason: 'noProvider' }])
  })

  it('that repeat a key of the same provider name the line that has it first', () => {
    const rows = [good(1), { ...good(1), at: 2 }, { ...good(1), at: 3, provider: 'openai' }]
    expect(checkRows(rows, 'gemini')).toMatchObject([
      { kind: 'good' },
      { kind: 'repeated', at: 2, of: 1 },
      { kind: 'good' },
    ])
  })
})

describe('a preview', () => {
  const raw = [good(1), { at: 2, key: 'bad key' }, { ...good(1), at: 3 }, good(4), good(5)]
  const preview = previewOf(checkRows(raw, 'gemini'), [false, true, false])

  it('keeps the order of the text, and counts each kind', () => {
    expect(preview.rows.map((row) => [row.at, row.kind])).toEqual([
      [1, 'new'],
      [2, 'malformed'],
      [3, 'duplicate'],
      [4, 'duplicate'],
      [5, 'new'],
    ])
    expect(preview.counts).toEqual({ new: 2, duplicate: 2, malformed: 1 })
    expect(preview.inputs.map((input) => input.key)).toEqual([key(1), key(5)])
  })

  it('shows no key, and neither do the lines that are handed out', () => {
    const secret = 'a secret with spaces that is long enough'
    const { rows } = previewOf(checkRows([good(1), { at: 2, key: secret }], 'gemini'), [true])
    const malformed = rows.filter((row) => row.kind === 'malformed')
    const lines = maskedLines(malformed, (row) => row.reason)
    expect(lines).toBe('2\ta se…ough\tcharacters')
    expect(JSON.stringify(rows)).not.toMatch(new RegExp(`${key(1)}|${secret}`))
  })
})

describe('chunks', () => {
  const inputs = (count: number, more: object = {}) =>
    checkRows(
      Array.from({ length: count }, (_, n) => ({ ...good(n), ...more })),
      'gemini',
    )
      .filter((row): row is GoodRow => isGood(row))
      .map(({ input }) => input)

  it('hold 200 keys at most, and lose none', () => {
    const chunks = chunksOf(inputs(5_000))
    expect(chunks.flat()).toEqual(inputs(5_000))
    expect(Math.max(...chunks.map((chunk) => chunk.length))).toBe(200)
  })

  it('fit a request in bytes, however long keys and names are', () => {
    const long = inputs(500, { name: 'م'.repeat(120), quotaPool: '🔑'.repeat(50) })
    for (const [index, input] of long.entries()) input.key = `${index}${'k'.repeat(2_000)}`
    const sizes = chunksOf(long).map((chunk) => Buffer.byteLength(JSON.stringify({ json: chunk })))
    expect(Math.max(...sizes)).toBeLessThan(64 * 1024)
    expect(sizes.length).toBeLessThan(25)
  })
})

describe('sending chunks', () => {
  const chunks = [[1], [2], [3]]
  const { signal } = new AbortController()

  it('sends each once, in order', async () => {
    const sent: number[] = []
    const send = async (chunk: number[]) => void sent.push(...chunk)
    expect(await sendChunks({ chunks, send, signal })).toEqual({ outcome: 'done' })
    expect(sent).toEqual([1, 2, 3])
  })

  it('stops at the first that fails, and goes on from there', async () => {
    const sent: number[] = []
    const error = new Error('offline')
    let isBroken = true
    const send = async (chunk: number[]) => {
      if (isBroken && chunk[0] === 2) throw error
      sent.push(...chunk)
    }
    const failed = await sendChunks({ chunks, send, signal })
    expect(failed).toEqual({ outcome: 'failed', next: 1, error })
    isBroken = false
    expect(await sendChunks({ chunks, from: 1, send, signal })).toEqual({ outcome: 'done' })
    expect(sent).toEqual([1, 2, 3])
  })

  it('hears what is under way to its end when it is cancelled', async () => {
    const controller = new AbortController()
    const sent: number[] = []
    const send = async (chunk: number[]) => {
      controller.abort()
      sent.push(...chunk)
    }
    const cancelled = await sendChunks({ chunks, send, signal: controller.signal })
    expect([cancelled, sent]).toEqual([{ outcome: 'cancelled', next: 1 }, [1]])
  })
})
