import { expect, test } from 'vitest'
import { openai } from './recorded/openai'
import { classifyRow, DAY, expectedOf, MINUTE, type Row, SECOND, usual } from './recorded/table'

const { limited, limitedForAMinute, invalidKey, noAccess, mistake, overloaded } = usual
const billing = { ...usual.billing, inMs: null, restMs: DAY } as const

const rows: Row[] = [
  { title: 'A 429 of no quota is a matter of money', answer: openai.noQuota, ...billing },
  { title: 'A used-up balance is a matter of money', answer: openai.noCredit, ...billing },
  { title: "An organisation's own limit is too", answer: openai.organisationSpent, ...billing },
  { title: "A project's own limit is too", answer: openai.projectSpent, ...billing },
  {
    title: "OpenAI's limit for an organisation is too",
    answer: openai.organisationUsed,
    ...billing,
  },
  { title: 'The type alone says it as well', answer: openai.quotaByTypeAlone, ...billing },
  {
    title: 'A limit rests for the milliseconds of the header',
    answer: openai.limitedMilliseconds,
    ...limited,
    inMs: 5540,
  },
  {
    title: 'A limit rests for the seconds of the header before it looks at the buckets',
    answer: openai.limitedSeconds,
    ...limited,
    inMs: 6 * SECOND,
  },
  {
    title: 'A limit rests until the date of the header',
    answer: openai.limitedDate,
    ...limited,
    inMs: 2 * MINUTE,
  },
  {
    title: 'A date of the past means now',
    answer: openai.limitedPast,
    ...limited,
    inMs: 0,
  },
  {
    title: 'A header that is no time is no hint',
    answer: openai.limitedGarbage,
    ...limitedForAMinute,
  },
  {
    title: 'A limit rests until the empty bucket of tokens is full',
    answer: openai.limitedTokens,
    ...limited,
    inMs: 6 * MINUTE,
  },
  {
    title: 'A limit rests until the empty bucket of requests is full',
    answer: openai.limitedRequests,
    ...limited,
    inMs: 120,
  },
  {
    title: 'Of two empty buckets the later holds',
    answer: openai.limitedBoth,
    ...limited,
    inMs: 7 * MINUTE + 12 * SECOND,
  },
  {
    title: 'Without an empty bucket there is no hint',
    answer: openai.limitedNeither,
    ...limitedForAMinute,
  },
  {
    title: 'A limit without a header rests for a minute, and longer the next time',
    answer: openai.limitedWithoutHint,
    ...limitedForAMinute,
  },
  {
    title: 'A request to slow down is a limit, although the status says 503',
    answer: openai.slowDown,
    ...limitedForAMinute,
  },
  {
    title: 'A key that OpenAI does not know is invalid, and the code says so',
    answer: openai.invalidKey,
    ...invalidKey,
    exact: true,
  },
  {
    title: 'A key of a closed account is invalid, and the code says so',
    answer: openai.deactivated,
    ...invalidKey,
    exact: true,
  },
  {
    title: 'A 401 without a code does not disable the key',
    answer: openai.noKey,
    ...invalidKey,
    exact: false,
  },
  {
    title: 'A missing permission keeps the key from the model',
    answer: openai.forbidden,
    ...noAccess,
  },
  { title: 'An unknown model is not for this key', answer: openai.noModel, ...noAccess },
  {
    title: 'A country where OpenAI is not offered rests the provider for a minute',
    answer: openai.wrongPlace,
    outcome: 'model_unavailable',
    exact: false,
    inMs: null,
    scope: 'provider',
    restMs: MINUTE,
  },
  { title: "A wrong address is the caller's mistake", answer: openai.noAddress, ...mistake },
  { title: "A text too long is the caller's mistake", answer: openai.tooLong, ...mistake },
  { title: 'A 500 costs the key nothing', answer: openai.serverError, ...overloaded },
  {
    title: 'An overloaded model that says when to come back rests the provider',
    answer: openai.overloaded,
    outcome: 'overloaded',
    exact: false,
    inMs: 30 * SECOND,
    scope: 'provider',
  },
  { title: 'A page of a proxy costs the key nothing', answer: openai.page, ...overloaded },
  {
    title: 'In a stream, a limit counts by its code',
    answer: { ...openai.limitedWithoutHint, status: 200 },
    ...limitedForAMinute,
  },
  {
    title: "In a stream, a mistake of the caller's counts by its type",
    answer: { ...openai.tooLong, status: 200 },
    ...mistake,
  },
  {
    title: 'A response that failed on the way counts by the code within it',
    answer: {
      status: 200,
      headers: {},
      body: { type: 'response.failed', response: { error: { code: 'server_error', message: '' } } },
    },
    ...overloaded,
  },
]

test.each(rows)('$title', (row) => {
  expect(classifyRow('openai', row)).toEqual(expectedOf(row))
})
