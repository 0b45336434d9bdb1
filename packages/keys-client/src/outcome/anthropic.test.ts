import { expect, test } from 'vitest'
import { anthropic, anthropicBody, overloadedError } from './recorded/anthropic'
import {
  classifyRow,
  DAY,
  expectedOf,
  MINUTE,
  NOW,
  type Row,
  SECOND,
  usual,
} from './recorded/table'

const { limited, limitedForAMinute, billing, invalidKey, noAccess, mistake, overloaded } = usual
const streamed = { status: 200, headers: { 'content-type': 'text/event-stream' } }

const rows: Row[] = [
  {
    title: 'A limit rests for the seconds of the header before it looks at the buckets',
    answer: anthropic.limitedSeconds,
    ...limited,
    inMs: 16 * SECOND,
  },
  {
    title: 'A limit rests until the empty bucket is full, not a fuller one',
    answer: anthropic.limitedInput,
    ...limited,
    inMs: 63 * SECOND,
  },
  {
    title: 'Of two empty buckets the later holds',
    answer: anthropic.limitedTwice,
    ...limited,
    inMs: 5 * MINUTE,
  },
  {
    title: 'Where no bucket is named as empty, the latest holds',
    answer: anthropic.limitedNone,
    ...limited,
    inMs: 9 * SECOND,
  },
  {
    title: 'A reset that is no time is no hint',
    answer: anthropic.limitedGarbage,
    ...limitedForAMinute,
  },
  {
    title: 'A limit without a header rests for a minute, and longer the next time',
    answer: anthropic.limitedWithoutHint,
    ...limitedForAMinute,
  },
  {
    title: 'A spend limit rests until the first of next month',
    answer: anthropic.spent,
    ...billing,
    inMs: Date.UTC(2026, 11, 1) - NOW,
  },
  {
    title: 'A spend limit that says when to come back is an ordinary limit',
    answer: anthropic.spentWithHint,
    ...limited,
    inMs: 2 * MINUTE,
  },
  {
    title: 'A balance too low is a matter of money, although the status says 400',
    answer: anthropic.lowCredit,
    ...billing,
    inMs: null,
    restMs: DAY,
  },
  {
    title: "A workspace's own limit is a matter of money, although the status says 400",
    answer: anthropic.ownLimit,
    ...billing,
    inMs: null,
    restMs: DAY,
  },
  {
    title: "A request's own words about credit, quoted back, are the caller's mistake",
    answer: anthropic.badField,
    ...mistake,
  },
  {
    title: 'A 402 is a matter of money',
    answer: anthropic.billing,
    ...billing,
    inMs: null,
    restMs: DAY,
  },
  {
    title: 'A key that Anthropic does not know is invalid, and the type says so',
    answer: anthropic.invalidKey,
    ...invalidKey,
    exact: true,
  },
  {
    title: 'A 401 without a type does not disable the key',
    answer: anthropic.bare401,
    ...invalidKey,
    exact: false,
  },
  {
    title: 'The type of an invalid key in a stream does not disable the key',
    answer: { ...anthropic.invalidKey, status: 200 },
    ...invalidKey,
    exact: false,
  },
  { title: 'A 403 keeps the key from the model', answer: anthropic.noPermission, ...noAccess },
  { title: 'An unknown model is not for this key', answer: anthropic.noModel, ...noAccess },
  { title: "A wrong address is the caller's mistake", answer: anthropic.noAddress, ...mistake },
  { title: "A request too large is the caller's mistake", answer: anthropic.tooLarge, ...mistake },
  { title: 'A 500 costs the key nothing', answer: anthropic.internal, ...overloaded },
  { title: 'A 504 costs the key nothing', answer: anthropic.late, ...overloaded },
  { title: 'An overload costs the key nothing', answer: anthropic.overloaded, ...overloaded },
  {
    title: 'An overload that says when to come back rests the provider',
    answer: anthropic.overloadedWithHint,
    outcome: 'overloaded',
    exact: false,
    inMs: 20 * SECOND,
    scope: 'provider',
  },
  {
    title: 'An overload in a stream that began with 200 costs the key nothing',
    answer: { ...streamed, body: anthropicBody(overloadedError) },
    ...overloaded,
  },
  {
    title: 'An overload in a stream is known without its wrapping',
    answer: { ...streamed, body: overloadedError },
    ...overloaded,
  },
  {
    title: 'A limit in a stream that an SDK gave the status 500 stays a limit',
    answer: { ...anthropic.limitedWithoutHint, status: 500 },
    ...limitedForAMinute,
  },
  {
    title: "A mistake of the caller's in a stream stays one",
    answer: { ...anthropic.badField, status: 200 },
    ...mistake,
  },
]

test.each(rows)('$title', (row) => {
  expect(classifyRow('anthropic', row)).toEqual(expectedOf(row))
})
