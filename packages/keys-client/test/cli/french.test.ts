import { outcomes } from '@itqan/keys-contract'
import { expect, it } from 'vitest'
import type { DashboardTrouble } from '../../src/cli/dashboard-trouble'
import { type Messages, messages } from '../../src/cli/messages'
import { breakable, english } from './typography'

const troubles: DashboardTrouble[] = [
  { kind: 'code', code: 'ECONNREFUSED' },
  { kind: 'code', code: 'ENOTFOUND' },
  { kind: 'status', status: 503 },
  { kind: 'timeout' },
  { kind: 'redirect' },
  { kind: 'not_dashboard' },
]

/** Every sentence about the dashboard, an env file and a sync, in each of its shapes. */
function sentencesOf({ dashboard, envFile, list, sync, ...top }: Messages): string[] {
  const place = { file: '.env.local', variable: 'A' }
  const key = { name: 'k1', maskedKey: 'AIza…-end' }
  return [
    top.secretMissing,
    top.secretFileUnreadable('x', 'ENOENT'),
    top.unexpected('TypeError', ''),
    ...troubles.map((trouble) => dashboard.unreachable('http://x', trouble)),
    dashboard.unauthorized('http://x'),
    dashboard.rejected('http://x'),
    dashboard.emptyPool('gemni', 'gemini'),
    dashboard.emptyPool('gemini', null),
    dashboard.noUsableKey('gemini', { invalid: 1, unpaid: 2 }),
    ...Object.values(envFile).map((say) => say({ file: '.env.local', detail: 'X' })),
    ...outcomes.map(list.because),
    list.rests({ date: 'D', time: 'T', because: 'B', model: 'M' }),
    list.empty('gemini', 'http://x'),
    sync.kept(place, key),
    sync.changed(place, key),
    sync.wouldChange(place, key),
    sync.outOfDate(place, key),
    sync.execStarts,
    sync.execAgain,
    sync.execWould,
    sync.execDue,
    sync.execFailed({ code: 1, signal: null }),
    sync.execFailed({ code: null, signal: 'SIGKILL' }),
    sync.execFailed({ code: null, signal: null }),
    sync.notIgnored('.env.local'),
    sync.watching('gemini'),
    sync.goesOn,
  ]
}

it('no French sentence is left in English', () => {
  expect(sentencesOf(messages.fr).filter((sentence) => english.test(sentence))).toEqual([])
})

it('no French sentence can break before a sign', () => {
  expect(sentencesOf(messages.fr).filter((sentence) => breakable.test(sentence))).toEqual([])
})

it('every English sentence has a French one, and none is the same', () => {
  const [inEnglish, inFrench] = [sentencesOf(messages.en), sentencesOf(messages.fr)]
  expect(inFrench).toHaveLength(inEnglish.length)
  expect(inFrench.filter((sentence) => inEnglish.includes(sentence))).toEqual([])
})
