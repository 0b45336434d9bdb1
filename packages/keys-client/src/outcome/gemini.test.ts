import { expect, test } from 'vitest'
import { classifyFailure } from './classify-failure'
import { gemini } from './recorded/gemini'
import { geminiQuota } from './recorded/gemini-quota'
import {
  classifyRow,
  DAY,
  expectedOf,
  failureOf,
  HOUR,
  MINUTE,
  NOW,
  type Row,
  SECOND,
  usual,
} from './recorded/table'

const { limited, noAccess, invalidKey, mistake, overloaded } = usual
const { scope: _, ...noQuota } = noAccess
const untilMidnight = 17 * HOUR

const rows: Row[] = [
  {
    title: 'A used-up minute rests a second longer than the hint',
    answer: geminiQuota.minute,
    ...limited,
    inMs: 23 * SECOND,
  },
  {
    title: 'A hint may have a fraction of a second',
    answer: geminiQuota.minuteWithFraction,
    ...limited,
    inMs: 46_838,
  },
  {
    title: 'A used-up minute of tokens is one too',
    answer: geminiQuota.minuteOfTokens,
    ...limited,
    inMs: 32 * SECOND,
  },
  {
    title: 'A used-up minute of a paid tier is one too',
    answer: geminiQuota.minuteOfPaidTokens,
    ...limited,
    inMs: 9200,
  },
  {
    title: 'A used-up minute without a hint rests for a minute, and longer the next time',
    answer: geminiQuota.minuteWithoutHint,
    ...limited,
    inMs: null,
    restMs: MINUTE,
    escalates: true,
  },
  {
    title: 'A hint of no time at all rests for a second',
    answer: geminiQuota.minuteWithHintOfZero,
    ...limited,
    inMs: SECOND,
  },
  {
    title: 'A negative hint means now, and a second',
    answer: geminiQuota.minuteWithNegativeHint,
    ...limited,
    inMs: SECOND,
  },
  {
    title: 'A hint of ten thousand years rests for 31 days',
    answer: geminiQuota.minuteWithHugeHint,
    ...limited,
    inMs: 31 * DAY,
  },
  {
    title: 'A hint that is no duration is none',
    answer: geminiQuota.minuteWithGarbageHint,
    ...limited,
    inMs: null,
    restMs: MINUTE,
    escalates: true,
  },
  {
    title: 'A hint that is no text is none',
    answer: geminiQuota.minuteWithHintOfNoText,
    ...limited,
    inMs: null,
    restMs: MINUTE,
    escalates: true,
  },
  {
    title: 'A streamed error in a list is read like one alone',
    answer: geminiQuota.minuteInList,
    ...limited,
    inMs: 23 * SECOND,
  },
  {
    title: 'An error that the SDK put into the message of another is found there',
    answer: geminiQuota.minuteWrapped,
    ...limited,
    inMs: 23 * SECOND,
  },
  {
    title: 'An error in a stream that began with 200 counts by the code in its body',
    answer: { ...geminiQuota.minute, status: 200 },
    ...limited,
    inMs: 23 * SECOND,
  },
  {
    title: 'A used-up day rests until midnight in Los Angeles, though the hint says 22 seconds',
    answer: geminiQuota.dayOf2025,
    ...limited,
    inMs: untilMidnight,
  },
  {
    title: 'A used-up day rests until midnight in Los Angeles, though the hint says ten hours',
    answer: geminiQuota.dayOf2026,
    ...limited,
    inMs: untilMidnight,
  },
  {
    title: 'A used-up day rests until the hint where that is after midnight',
    answer: geminiQuota.dayWithLongHint,
    ...limited,
    inMs: 20 * HOUR,
  },
  {
    title: 'A used-up day needs no hint',
    answer: geminiQuota.dayWithoutHint,
    ...limited,
    inMs: untilMidnight,
  },
  {
    title: 'The day of a paid tier is a day too',
    answer: geminiQuota.dayOfPaidTier,
    ...limited,
    inMs: untilMidnight,
  },
  {
    title: 'Of a used-up minute and a used-up day, the day holds',
    answer: geminiQuota.dayAndMinute,
    ...limited,
    inMs: untilMidnight,
  },
  {
    title: 'A quota of zero rests the model for every key of the project: waiting is useless',
    answer: geminiQuota.zeroByValue,
    ...noQuota,
    scope: 'pool_model',
  },
  {
    title: 'A quota of zero may be a number',
    answer: geminiQuota.zeroByNumber,
    ...noQuota,
    scope: 'pool_model',
  },
  {
    title: 'A quota of zero may be left out of the violation and stand in the words',
    answer: geminiQuota.zeroByText,
    ...noQuota,
    scope: 'pool_model',
  },
  {
    title: 'A quota of the violation goes before a zero in the words',
    answer: geminiQuota.zeroContradicted,
    ...limited,
    inMs: 23 * SECOND,
  },
  {
    title: 'A quota of zero in the older form names the project as well',
    answer: geminiQuota.zeroOf2024,
    ...noQuota,
    scope: 'pool_model',
    quotaPool: 'projects/123456789012',
  },
  {
    title: 'A bare "exhausted" rests for a minute, and no longer the next time',
    answer: geminiQuota.bare,
    ...limited,
    inMs: null,
    restMs: MINUTE,
  },
  {
    title: 'The words "limit: 0" and "per day" alone say nothing of a zero, or of a day',
    answer: geminiQuota.bareZeroInWords,
    ...limited,
    inMs: null,
    restMs: MINUTE,
  },
  {
    title: 'Details that are no list are none, and a code may be text',
    answer: geminiQuota.detailsOfNoShape,
    ...limited,
    inMs: null,
    restMs: MINUTE,
  },
  {
    title: 'Used-up credit is a matter of money, although the status says 429',
    answer: geminiQuota.prepaymentUsedUp,
    outcome: 'billing',
    exact: false,
    inMs: null,
    scope: null,
    restMs: DAY,
  },
  {
    title: 'A 402 is a matter of money',
    answer: gemini.prepaid,
    outcome: 'billing',
    exact: false,
    inMs: null,
    scope: null,
    restMs: DAY,
  },
  {
    title: 'A key that Gemini does not know is invalid, and the reason says so',
    answer: gemini.keyNotValid,
    ...invalidKey,
    exact: true,
  },
  {
    title: 'An expired key is invalid, and the reason says so',
    answer: gemini.keyExpired,
    ...invalidKey,
    exact: true,
  },
  {
    title: 'A key that is not valid in words alone does not disable itself',
    answer: gemini.keyNotValidInWords,
    ...invalidKey,
    exact: false,
  },
  {
    title: "A request's own words about a key, quoted back, are the caller's mistake",
    answer: gemini.keyNotValidQuoted,
    ...mistake,
  },
  {
    title: 'A suspended project makes the key invalid, and names itself',
    answer: gemini.suspended,
    ...invalidKey,
    exact: true,
    quotaPool: 'projects/123456789012',
  },
  {
    title: 'A consumer that is a key does not become the name of a pool',
    answer: gemini.suspendedByKey,
    ...invalidKey,
    exact: true,
  },
  {
    title: 'A leaked key is invalid in words alone, so it does not disable itself',
    answer: gemini.leaked,
    ...invalidKey,
    exact: false,
  },
  {
    title: 'Credentials that are no API key are invalid, though not exactly',
    answer: gemini.unauthenticated,
    ...invalidKey,
    exact: false,
  },
  {
    title: 'A service that is off keeps the key from the model, and names the project',
    answer: gemini.serviceDisabled,
    ...noAccess,
    quotaPool: 'projects/123456789012',
  },
  {
    title: 'A key bound to a referrer keeps from the model',
    answer: gemini.referrerBlocked,
    ...noAccess,
    quotaPool: 'projects/123456789012',
  },
  { title: 'Any other 403 keeps the key from the model', answer: gemini.noPermission, ...noAccess },
  { title: 'An unknown model is not for this key', answer: gemini.noModel, ...noAccess },
  { title: "A bad field is the caller's mistake", answer: gemini.badField, ...mistake },
  { title: "A 400 without a body is the caller's mistake", answer: gemini.noBody, ...mistake },
  {
    title: 'A place where Gemini is not offered rests the provider for a minute',
    answer: gemini.wrongPlace,
    outcome: 'model_unavailable',
    exact: false,
    inMs: null,
    scope: 'provider',
    restMs: MINUTE,
  },
  { title: 'A 500 costs the key nothing', answer: gemini.internal, ...overloaded },
  { title: 'An overloaded model costs the key nothing', answer: gemini.overloaded, ...overloaded },
  { title: 'A 504 costs the key nothing', answer: gemini.late, ...overloaded },
  { title: 'A page of a proxy costs the key nothing', answer: gemini.page, ...overloaded },
]

test.each(rows)('$title', (row) => {
  expect(classifyRow('gemini', row)).toEqual(expectedOf(row))
})

test.each([
  { random: 0, inMs: 23_000 },
  { random: 0.5, inMs: 24_100 },
  { random: 0.999, inMs: 25_198 },
])('Callers told 22 seconds come back within a tenth of each other: $random', (row) => {
  const failure = failureOf(geminiQuota.minute)
  const read = classifyFailure({ provider: 'gemini', failure, now: NOW, random: () => row.random })
  expect(read.until).toBe(NOW + row.inMs)
})

test.each([
  ['RESOURCE_EXHAUSTED', 'rate_limit'],
  ['UNAVAILABLE', 'overloaded'],
  ['DEADLINE_EXCEEDED', 'overloaded'],
  ['NOT_FOUND', 'model_unavailable'],
  ['UNAUTHENTICATED', 'invalid_key'],
])('In a stream, %s without a code is told by its name', (status, outcome) => {
  const body = { error: { message: 'It failed.', status } }
  const failure = { kind: 'response', status: null, headers: {}, body, message: '' } as const
  const read = classifyFailure({ provider: 'gemini', failure, now: NOW, random: Math.random })
  expect(read).toMatchObject({ outcome, exact: false })
})
