import { auditActions, type AuditEntryView } from '@itqan/keys-contract'
import { createTranslator } from 'next-intl'
import { describe, expect, it } from 'vitest'
import { ar } from '../../../messages/ar'
import { en } from '../../../messages/en'
import { fr } from '../../../messages/fr'
import { sentenceOf, type Speech } from './sentence'

const languages = { fr, en, ar }

function speechOf(locale: keyof typeof languages): Speech {
  const translator = createTranslator({ locale, messages: languages[locale], namespace: 'audit' })
  type Key = Parameters<typeof translator.has>[0]
  return {
    say: (key, values) => translator(key as Key, values),
    knows: (key) => translator.has(key as Key),
    isRtl: locale === 'ar',
  }
}

const entry = (rest: Partial<AuditEntryView> = {}): AuditEntryView => ({
  seq: 1,
  at: new Date('2026-11-23T02:00:00Z'),
  actorKind: 'app',
  actor: 'itqan-ma',
  person: null,
  subject: null,
  action: 'keys.list',
  outcome: 'ok',
  provider: 'gemini',
  keys: [],
  keySet: null,
  keyCount: 12,
  address: null,
  requestId: 'r',
  detail: null,
  previousHash: '',
  hash: '',
  ...rest,
})

const samira = {
  actorKind: 'person',
  actor: 'p1',
  person: { name: 'Samira', email: 's@keys.example' },
}
const one = { keys: [{ id: 'k3', name: 'clé 3' }], keyCount: 1 }
const plain = (text: string) => text.replace(/\u202f/g, ' ')
const french = (rest: Partial<AuditEntryView>) => plain(sentenceOf(entry(rest), speechOf('fr')))

describe('a sentence of the audit', () => {
  it.each(Object.keys(languages) as (keyof typeof languages)[])(
    'is there for every action, done and not done (%s)',
    (locale) => {
      const speech = speechOf(locale)
      const missing = auditActions.filter(
        (action) => !speech.knows(`deeds.${action}.label`) || !speech.knows(`deeds.${action}.done`),
      )
      expect(missing).toEqual([])
      for (const action of auditActions) {
        for (const outcome of ['ok', 'refused']) {
          const said = sentenceOf(entry({ action, outcome }), speech)
          expect(said).toContain('itqan-ma')
          expect(said).not.toMatch(/[{}]|audit\./)
        }
      }
    },
  )

  it('says who read how many keys of which provider', () => {
    expect(french({})).toBe('itqan-ma a lu 12 clés gemini')
    expect(french({ keyCount: 1, keys: [{ id: 'x', name: null }] })).toBe(
      'itqan-ma a lu une clé gemini',
    )
    expect(french({ keyCount: 3, provider: null })).toBe('itqan-ma a lu 3 clés')
    expect(french({ keyCount: 0 })).toBe('itqan-ma a demandé ses clés : rien de nouveau')
    expect(french({ keyCount: null })).toBe('itqan-ma a lu plusieurs clés gemini')
  })

  it('says by name who did what to which key', () => {
    const off = { ...samira, ...one, action: 'key.setActive', detail: 'off' }
    expect(french(off)).toBe('Samira a désactivé « clé 3 »')
    expect(french({ ...off, detail: 'on' })).toBe('Samira a activé « clé 3 »')
    expect(sentenceOf(entry(off), speechOf('en'))).toBe('Samira switched off “clé 3”')
  })

  it('counts two keys, whatever their names', () => {
    const two = { keys: [...one.keys, { id: 'k4', name: 'clé 4' }], keyCount: 2 }
    expect(french({ ...samira, ...two, action: 'key.remove' })).toBe(
      'Samira a supprimé 2 clés gemini',
    )
  })

  it('says what was not allowed, and what came to nothing', () => {
    expect(french({ outcome: 'refused' })).toBe('itqan-ma s’est vu refuser « Lecture de clés »')
    expect(french({ ...samira, action: 'key.create', outcome: 'failed' })).toBe(
      'Samira a tenté « Ajout d’une clé », sans succès',
    )
  })

  it('says something of whoever has no name', () => {
    const signIn = { action: 'session.create', provider: null }
    expect(french({ ...signIn, actorKind: 'person', actor: 'p9' })).toBe(
      'Une personne supprimée depuis a ouvert une session',
    )
    expect(french({ ...signIn, actorKind: 'person', actor: null, outcome: 'refused' })).toBe(
      'Un visiteur s’est vu refuser « Connexion »',
    )
    expect(french({ actor: null })).toBe('Une application sans nom a lu 12 clés gemini')
    expect(french({ actorKind: 'operator', actor: 'first-run', action: 'keys.adopt' })).toBe(
      'Le terminal (first-run) a repris 12 clés gemini',
    )
  })

  it('says of whom, where it is about a person', () => {
    const subject = { name: 'Karim', email: 'k@keys.example' }
    expect(french({ ...samira, action: 'person.role', subject })).toBe(
      'Samira a changé le rôle de Karim',
    )
  })

  it('says what it does not know as it stands', () => {
    expect(french({ action: 'key.fly' })).toBe('itqan-ma : key.fly')
    expect(french({ action: 'key.fly', actorKind: 'ghost' })).toBe('ghost itqan-ma : key.fly')
  })

  it('holds names apart where the language is written from right to left', () => {
    expect(sentenceOf(entry(), speechOf('ar'))).toContain('\u2068itqan-ma\u2069')
  })
})
