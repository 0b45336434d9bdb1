import { expect, test } from 'vitest'
import { mistral } from './recorded/mistral'
import { classifyRow, DAY, expectedOf, HOUR, type Row, SECOND, usual } from './recorded/table'

const { limited, limitedForAMinute, mistake, overloaded } = usual
const invalidKey = { ...usual.invalidKey, exact: false } as const

const rows: Row[] = [
  {
    title: 'A 401 is an invalid key, and never exactly: a used-up plan has the same answer',
    answer: mistral.unauthorized,
    ...invalidKey,
  },
  {
    title: 'A 401 of the gateway is an invalid key, though not exactly',
    answer: mistral.unauthorizedByGate,
    ...invalidKey,
  },
  {
    title: 'A limit rests for the seconds of the header',
    answer: mistral.limitedSeconds,
    ...limited,
    inMs: 12 * SECOND,
  },
  {
    title: 'A limit without a header rests for a minute, and longer the next time',
    answer: mistral.limited,
    ...limitedForAMinute,
  },
  {
    title: 'A limit in a stream counts by its type',
    answer: { ...mistral.limited, status: 200 },
    ...limitedForAMinute,
  },
  {
    title: 'A tier that is full is a limit where the status says 429',
    answer: mistral.tierFull,
    ...limitedForAMinute,
  },
  {
    title: 'A tier that is full is an overload where the status says 503',
    answer: mistral.tierFullOf503,
    ...overloaded,
  },
  {
    title: 'A 402 is a matter of money',
    answer: mistral.paymentDue,
    outcome: 'billing',
    exact: false,
    inMs: null,
    scope: null,
    restMs: DAY,
  },
  {
    title: 'A 403 keeps the key from the model',
    answer: mistral.forbidden,
    outcome: 'model_unavailable',
    exact: false,
    inMs: null,
    scope: null,
    restMs: 12 * HOUR,
  },
  { title: "A wrong model is the caller's mistake", answer: mistral.noModel, ...mistake },
  { title: "A missing field is the caller's mistake", answer: mistral.badField, ...mistake },
  { title: 'A 500 costs the key nothing', answer: mistral.internal, ...overloaded },
  {
    title: 'An answer of the gateway costs the key nothing',
    answer: mistral.unreachable,
    ...overloaded,
  },
]

test.each(rows)('$title', (row) => {
  expect(classifyRow('mistral', row)).toEqual(expectedOf(row))
})
