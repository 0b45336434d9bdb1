import { createDecipheriv, randomBytes, randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EnvelopeError, fingerprints, openKey, sealKey } from '../src'
import { openText, type Place, sealText } from '../src/keyring/envelope'
import { keyringOf, makeKek } from './store-on'

const RUNS = 200
const [newer, older] = [makeKek('k2'), makeKek('k1')]
const keyring = keyringOf(newer, older)
const place: Place = { rowId: randomUUID(), provider: 'gemini', column: 'key' }
const secret = `AIza${randomBytes(26).toString('base64url')}`

/** How often an envelope was opened, of how many; whatever is no refusal fails the test. */
async function opened(envelopes: readonly string[], at: Place = place): Promise<number> {
  let count = 0
  for (const envelope of envelopes) {
    try {
      await openText(keyring, at, envelope)
      count += 1
    } catch (error) {
      if (!(error instanceof EnvelopeError)) throw error
      expect(error.message).toMatch(/^The envelope cannot be opened: [a-z_]+$/)
    }
  }
  return count
}

const parts = (envelope: string) => envelope.split('.')
const bytesOf = (part = '') => Buffer.from(part, 'base64url')

/** The envelope with the bytes of one part changed. */
function withBytes(envelope: string, index: number, change: (bytes: Buffer) => Buffer): string {
  return parts(envelope)
    .map((part, at) => (at === index ? change(bytesOf(part)).toString('base64url') : part))
    .join('.')
}

const count = (what: string, tried: number) => process.stdout.write(`line 31: ${what}: ${tried}\n`)

describe('an envelope', () => {
  it('opens where it was sealed, and is another one each time', async () => {
    const [first, second] = [
      await sealText(keyring, place, secret),
      await sealText(keyring, place, secret),
    ]
    expect(await openText(keyring, place, first.envelope)).toBe(secret)
    expect(first.kekId).toBe('k2')
    expect(parts(first.envelope).slice(0, 2)).toEqual(['v1', 'k2'])
    const [a, b] = [parts(first.envelope), parts(second.envelope)]
    for (const index of [2, 3, 4]) expect(a[index]).not.toBe(b[index])
  })

  it('holds any text, and is opened by whoever has its key, wherever it stands in the list', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }),
        async (text) => {
          const wellFormed = Buffer.from(text).toString()
          const { envelope } = await sealText(keyringOf(older), place, wellFormed)
          expect(await openText(keyring, place, envelope)).toBe(wellFormed)
        },
      ),
      { numRuns: RUNS },
    )
  })

  it('line 31: with any single bit of it flipped is refused', async () => {
    const { envelope } = await sealText(keyring, place, secret)
    const ofText = [...Buffer.from(envelope)].flatMap((_byte, at) =>
      Array.from({ length: 8 }, (_, bit) => {
        const bytes = Buffer.from(envelope)
        bytes[at] = (bytes[at] ?? 0) ^ (1 << bit)
        return bytes.toString('latin1')
      }),
    )
    const ofBytes = [2, 3, 4].flatMap((part) =>
      Array.from({ length: bytesOf(parts(envelope)[part]).length * 8 }, (_, bit) =>
        withBytes(envelope, part, (bytes) => {
          bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))
          return bytes
        }),
      ),
    )
    expect(ofBytes).toHaveLength((60 + 12 + secret.length + 16) * 8)
    expect(new Set([...ofText, ...ofBytes, envelope]).size).toBeGreaterThan(ofText.length)
    expect(await opened(ofText)).toBe(0)
    expect(await opened(ofBytes)).toBe(0)
    count('bits flipped', ofText.length + ofBytes.length)
  })

  it('line 31: cut short anywhere, or with anything appended or put in, is refused', async () => {
    const { envelope } = await sealText(keyring, place, secret)
    const cut = Array.from(envelope, (_character, at) => envelope.slice(0, at))
    const cutAtStart = Array.from(envelope, (_character, at) => envelope.slice(at + 1))
    const alphabet = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code))
    const appended = [...alphabet, '==', '.', '.AAAA', `.${envelope}`].map((end) => envelope + end)
    const prefixed = alphabet.map((start) => start + envelope)
    const inserted = ['=', ' ', '\n', 'A', '.'].flatMap((text) =>
      Array.from(envelope, (_character, at) => envelope.slice(0, at) + text + envelope.slice(at)),
    )
    const longer = [2, 3, 4].flatMap((part) =>
      Array.from({ length: 256 }, (_, byte) =>
        withBytes(envelope, part, (bytes) => Buffer.concat([bytes, Buffer.from([byte])])),
      ),
    )
    const all = [...cut, ...cutAtStart, ...appended, ...prefixed, ...inserted, ...longer]
    expect(await opened(all)).toBe(0)
    count('cut, appended, put in', all.length)
  })

  it('line 31: with a short tag is refused, though a part of the right tag is there', async () => {
    const { envelope } = await sealText(keyring, place, secret)
    const short = Array.from({ length: 16 }, (_, kept) =>
      withBytes(envelope, 4, (bytes) => bytes.subarray(0, bytes.length - 16 + kept)),
    )
    const shortOfDek = Array.from({ length: 16 }, (_, kept) =>
      withBytes(envelope, 2, (bytes) => bytes.subarray(0, bytes.length - 16 + kept)),
    )
    const tagOnly = withBytes(envelope, 4, (bytes) => bytes.subarray(-16))
    expect(await opened([...short, ...shortOfDek, tagOnly])).toBe(0)
    const oneMore = withBytes(envelope, 2, (bytes) => Buffer.concat([bytes, Buffer.alloc(1)]))
    await expect(openText(keyring, place, oneMore)).rejects.toMatchObject({ problem: 'malformed' })
    count('short tags', 33)
  })

  it('line 31: with another of its parts, from the same row or from others, is refused', async () => {
    const envelopes = await Promise.all(
      Array.from({ length: 12 }, async () => (await sealText(keyring, place, secret)).envelope),
    )
    const mixed = envelopes.flatMap((one) =>
      envelopes.flatMap((other) =>
        one === other
          ? []
          : [2, 3, 4].map((part) => withBytes(one, part, () => bytesOf(parts(other)[part]))),
      ),
    )
    // Nonces that change their places within one envelope.
    const swapped = envelopes.map((envelope) => {
      const inner = bytesOf(parts(envelope)[3])
      const outer = bytesOf(parts(envelope)[2]).subarray(0, 12)
      return withBytes(
        withBytes(envelope, 2, (bytes) => Buffer.concat([inner, bytes.subarray(12)])),
        3,
        () => outer,
      )
    })
    const renamed = envelopes.flatMap((envelope) => [
      envelope.replace('v1.', 'v2.'),
      envelope.replace('.k2.', '.k1.'),
      envelope.replace('.k2.', '.k3.'),
      envelope.replace('.k2.', '..'),
    ])
    const all = [...mixed, ...swapped, ...renamed]
    expect(all).toHaveLength(12 * 11 * 3 + 12 + 48)
    expect(await opened(all)).toBe(0)
    count('parts and nonces swapped, versions and ids renamed', all.length)
  })

  it('line 31: in another row, provider or column is refused', async () => {
    const { envelope } = await sealText(keyring, place, secret)
    const places: Place[] = [
      ...Array.from({ length: 100 }, () => ({ ...place, rowId: randomUUID() })),
      { ...place, rowId: '' },
      { ...place, rowId: `${place.rowId} ` },
      { ...place, rowId: place.rowId.toUpperCase() },
      ...['openai', 'Gemini', 'gemini ', '', 'gemin'].map((provider) => ({ ...place, provider })),
      ...['lastError', 'name', 'Key', ''].map((column) => ({ ...place, column })),
      // The same letters, cut elsewhere.
      { ...place, rowId: `${place.rowId}g`, provider: 'emini' },
      { rowId: place.rowId, provider: 'geminik', column: 'ey' },
      { rowId: `${place.rowId}gemini`, provider: '', column: 'key' },
    ]
    for (const other of places) expect(await opened([envelope], other)).toBe(0)
    expect(await opened([envelope])).toBe(1)
    count('places', places.length)
  })

  it('line 31: keeps a place to itself, however its parts are cut', async () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'b', '\0', '.', '\n', '\u0001'),
      maxLength: 6,
    })
    const anyPlace = fc.record({ rowId: text, provider: text, column: text })
    await fc.assert(
      fc.asyncProperty(anyPlace, anyPlace, async (one, other) => {
        const { envelope } = await sealText(keyring, one, secret)
        const isSame = JSON.stringify(one) === JSON.stringify(other)
        expect(await opened([envelope], other)).toBe(isSame ? 1 : 0)
      }),
      { numRuns: RUNS * 5 },
    )
  })

  it('of another keyring is refused, though its key has the same name', async () => {
    const { envelope } = await sealText(keyringOf(makeKek('k2')), place, secret)
    expect(await opened([envelope])).toBe(0)
  })

  it('is sealed as RFC 5116 has it, so that others can open it', async () => {
    const { envelope } = await sealText(keyring, place, secret)
    const [, , wrapped, iv, body] = parts(envelope)
    const prefixed = (...texts: string[]) =>
      Buffer.concat(
        texts.flatMap((text) => [
          Buffer.from([0, 0, 0, Buffer.byteLength(text)]),
          Buffer.from(text),
        ]),
      )
    const openBytes = (key: Buffer, sealed: Buffer, part: string) => {
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12))
      decipher.setAAD(prefixed('v1', part, 'k2', place.rowId, 'gemini', 'key'))
      decipher.setAuthTag(sealed.subarray(-16))
      return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()])
    }
    const kek = Buffer.from(newer.slice('k2:'.length), 'base64')
    const dek = openBytes(kek, bytesOf(wrapped), 'dek')
    const sealed = Buffer.concat([bytesOf(iv), bytesOf(body)])
    expect(openBytes(dek, sealed, 'text').toString()).toBe(secret)
  })
})

describe('a sealed key', () => {
  const row = { id: place.rowId, provider: 'gemini' }

  it('opens in its row, and nowhere else', async () => {
    const sealed = await sealKey(keyring, row, secret)
    expect(await openKey(keyring, { ...row, ...sealed })).toBe(secret)
    const others = [
      { ...row, ...sealed, id: randomUUID() },
      { ...row, ...sealed, provider: 'openai' },
      { ...row, ...sealed, kekId: 'k1' },
      { ...row, ...sealed, kekId: '' },
    ]
    for (const other of others) {
      await expect(openKey(keyring, other)).rejects.toThrow(EnvelopeError)
    }
  })

  it('is never one in clear', async () => {
    const clear = { ...row, key: secret, kekId: null }
    await expect(openKey(keyring, clear)).rejects.toMatchObject({ problem: 'clear' })
    const sealed = await sealKey(keyring, row, secret)
    await expect(openKey(keyring, { ...row, ...sealed, kekId: null })).rejects.toThrow(
      EnvelopeError,
    )
  })

  it('has one fingerprint for each key-encryption key, and keeps the newest', async () => {
    const key = { provider: 'gemini', key: secret }
    const [first, second] = await fingerprints(keyring, key)
    expect((await sealKey(keyring, row, secret)).fingerprint).toBe(first)
    expect(await fingerprints(keyringOf(older), key)).toEqual([second])
    expect(first).toMatch(/^[\w-]{43}$/)
    const others = [
      ...(await fingerprints(keyring, { provider: 'openai', key: secret })),
      ...(await fingerprints(keyring, { provider: 'geminiA', key: secret.slice(1) })),
      ...(await fingerprints(keyringOf(makeKek('k2')), key)),
    ]
    expect(new Set([first, second, ...others]).size).toBe(7)
  })
})
