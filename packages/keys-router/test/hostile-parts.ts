import fc from 'fast-check'

/** Names that lead out of an object, and ordinary ones. */
const name = fc.constantFrom(
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'then',
  'json',
  'meta',
  'provider',
  'since',
  'keyId',
  'entries',
  '',
  '0',
  '\u0000',
  '\ud800',
)

export const scalar = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -0,
    -1,
    0.1,
    2 ** 31,
    2 ** 53,
    2 ** 63,
    1e308,
    -1e308,
    5e-324,
    '',
    ' ',
    'gemini',
    ' GEMINI ',
    'ok',
    'NaN',
    'Infinity',
    '\ud800',
    '\udfff\ud800x',
    'a\u0000b',
    '\u202e\u200b\ufeff',
    '../../etc/passwd',
    "'; DROP TABLE api_keys; --",
    '-271821-04-20T00:00:00.000Z',
    '+275760-09-13T00:00:00.000Z',
    '275760-09-13T00:00:00.001Z',
    '2026-11-22T00:00:00.000Z',
    'a3f1c9de-3f0e-4d55-9d7e-0f6a2f1b7c11',
    'x'.repeat(300),
  ),
  fc.double(),
  fc.integer(),
  fc.string({ unit: 'binary', maxLength: 40 }),
)

/** Any JSON, with names that nobody should give. */
export const json: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    scalar,
    fc.array(tie('value'), { maxLength: 4 }),
    // From text, so that `__proto__` is a name like another.
    fc.array(fc.tuple(name, tie('value')), { maxLength: 4 }).map(objectOf),
  ),
})).value

function objectOf(fields: readonly (readonly [string, unknown])[]): unknown {
  const members = fields.map(
    ([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value) ?? 'null'}`,
  )
  return JSON.parse(`{${members.join()}}`)
}

const annotation = fc.constantFrom<unknown>(
  'Date',
  'undefined',
  'number',
  'bigint',
  'set',
  'map',
  'regexp',
  'Error',
  'URL',
  '__proto__',
  'constructor',
  ['typed-array', 'Float64Array'],
  ['typed-array', 'Uint8Array'],
  ['typed-array', 'constructor'],
  ['symbol', 'x'],
  ['class', 'Object'],
  ['custom', '__proto__'],
  7,
  null,
)

const path = fc.oneof(
  name,
  fc.constantFrom(
    '__proto__.x',
    'constructor.prototype.x',
    'a.__proto__',
    'entries.0.lastUsedAt',
    'entries.0.__proto__.x',
    'a\\.b',
    '\\',
    'a.b.c.d',
  ),
)

const tree = fc.oneof(
  annotation.map((one) => [one]),
  fc
    .array(
      fc.tuple(
        path,
        annotation.map((one) => [one]),
      ),
      { maxLength: 3 },
    )
    .map(objectOf),
  json,
)

/** What superjson is told of an input's types. */
export const meta = fc.record(
  {
    values: tree,
    referentialEqualities: fc.oneof(
      json,
      fc.array(fc.tuple(path, fc.array(path, { maxLength: 3 })), { maxLength: 3 }).map(objectOf),
    ),
    v: fc.constantFrom<unknown>(0, 1, -1, 'x'),
  },
  { requiredKeys: [] },
)

const depth = fc.constantFrom(31, 33, 100, 1_000, 10_000)

/** What only text can say: too deep, too long, or no JSON. */
export const text = fc.oneof(
  depth.map((levels) => `{"json":${'['.repeat(levels)}${']'.repeat(levels)}}`),
  depth.map((levels) => `{"json":${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}}`),
  depth.map(
    (levels) => `{"json":{},"meta":{"values":${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}}}`,
  ),
  fc.constantFrom(
    '',
    '{"json":',
    '{"json":1e999}',
    '{"json":{"since":1e999}}',
    '\ufeff{}',
    '[]'.repeat(100),
    '{"json":{"__proto__":{"polluted":true}}}',
    '{"__proto__":{"polluted":true}}',
    '{"json":{"constructor":{"prototype":{"polluted":true}}}}',
    `{"json":9${'9'.repeat(5_000)},"meta":{"values":["bigint"]}}`,
    '{"json":1000000000,"meta":{"values":[["typed-array","Float64Array"]]}}',
    `{"json":"/${'(a+)+'.repeat(50)}$/","meta":{"values":["regexp"]}}`,
    `{"json":{"a":1},"meta":{"values":{"${'a.'.repeat(10_000)}a":["Date"]}}}`,
  ),
  fc.string({ unit: 'binary', maxLength: 200 }),
)

/** As large as they come; few, since each takes a while to make. */
export const large = fc.constantFrom(
  () => `{"json":{"provider":"${'x'.repeat(1024 * 1024)}"}}`,
  () => `{"json":[${Array.from({ length: 100_000 }, () => 0).join()}]}`,
  () => `{"json":[${Array.from({ length: 30_000 }, () => 0).join()}]}`,
  () => `{"json":{"lastError":"${'\\ud800'.repeat(10_000)}"}}`,
  () => `{"json":{${Array.from({ length: 5_000 }, (_, index) => `"k${index}":0`).join()}}}`,
)
