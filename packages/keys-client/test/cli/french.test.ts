import { outcomes } from '@itqan/keys-contract'
import { expect, it } from 'vitest'
import type { DashboardTrouble } from '../../src/cli/dashboard-trouble'
import { type DoctorMessages, doctorMessages } from '../../src/cli/doctor/messages'
import { type Messages, messages } from '../../src/cli/messages'
import { breakable, english } from './typography'

const troubles: DashboardTrouble[] = [
  { kind: 'code', code: 'ECONNREFUSED' },
  { kind: 'code', code: 'ENOTFOUND' },
  { kind: 'status', status: 503 },
  { kind: 'status', status: 429 },
  { kind: 'status', status: 404 },
  { kind: 'timeout' },
  { kind: 'redirect' },
  { kind: 'bad_port' },
  { kind: 'no_database' },
  { kind: 'not_dashboard' },
]

/** Each begins with a vowel, before which French shortens some words. */
const named = { provider: 'openai', variable: 'OPENAI_API_KEY', key: 'usine', model: 'o3' }

/** Every sentence about the dashboard, an env file and a sync, in each of its shapes. */
function sentencesOf({ dashboard, envFile, list, sync, ...top }: Messages): string[] {
  const { provider, variable } = named
  const place = { file: '.env.local', variable }
  const key = { name: named.key, maskedKey: 'AIza…-end' }
  return [
    top.secretMissing,
    top.secretFileUnreadable('x', 'ENOENT'),
    top.unexpected('TypeError', ''),
    ...troubles.map((trouble) => dashboard.unreachable('http://x', trouble)),
    dashboard.unauthorized('http://x'),
    dashboard.rejected('http://x'),
    dashboard.emptyPool('opnai', provider),
    dashboard.emptyPool(provider, null),
    dashboard.noUsableKey(provider, { invalid: 1, unpaid: 2 }),
    ...Object.values(envFile).map((say) => say({ file: '.env.local', detail: variable })),
    ...outcomes.map(list.because),
    list.rests({ date: 'D', time: 'T', because: 'B', model: named.model }),
    list.empty(provider, { url: 'http://x', meant: null }),
    list.empty('opnai', { url: 'http://x', meant: provider }),
    list.count({ keys: 21, providers: 2 }),
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
    sync.watching(provider),
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

/** What the doctor says of a provider and of a model. */
function doctorSentencesOf({ causes, warnings, details }: DoctorMessages): string[] {
  const { provider, model } = named
  const rest = { keys: 2, at: new Date(), inMs: 60_000, reasons: [] }
  const notices = [
    causes.unknown_provider({ code: 'unknown_provider', provider, nearest: provider, known: [] }),
    causes.no_active_key({ code: 'no_active_key', provider }),
    causes.all_disabled({ code: 'all_disabled', provider, byPeople: 1, byProvider: 1 }),
    causes.all_resting({ code: 'all_resting', provider, model, ...rest }),
    warnings.providers_without_key({ code: 'providers_without_key', providers: [provider] }),
    warnings.model_resting({ code: 'model_resting', model, ready: 1, keys: 2, others: 0 }),
  ]
  const rests = details.rests({ code: 'rests', ready: 1, active: 2, model })
  return [rests, ...notices.flatMap((notice) => Object.values(notice) as string[])]
}

it('no French sentence needs an elision before the name of a provider or a variable', () => {
  const names = Object.values(named).join('|')
  const unshortened = new RegExp(String.raw`\b(de|que|le|la|ne|je|se|me) («\s)?(${names})`, 'i')
  const said = [...sentencesOf(messages.fr), ...doctorSentencesOf(doctorMessages.fr)]
  for (const name of Object.values(named)) expect(said.join('\n')).toContain(name)
  expect('la clé de openai').toMatch(unshortened)
  expect(said.filter((sentence) => unshortened.test(sentence))).toEqual([])
})
