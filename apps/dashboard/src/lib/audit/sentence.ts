import type { AuditEntryView } from '@itqan/keys-contract'

/** The words of one language, under `audit`. */
export interface Speech {
  say(key: string, values?: Record<string, string | number>): string
  knows(key: string): boolean
  /** Written from right to left: names in other letters must not turn the sentence around. */
  isRtl: boolean
}

type Told = Pick<
  AuditEntryView,
  | 'actorKind'
  | 'actor'
  | 'person'
  | 'subject'
  | 'action'
  | 'outcome'
  | 'provider'
  | 'keys'
  | 'keyCount'
  | 'detail'
>

/** An entry as a person would say it: « itqan-ma a lu 12 clés gemini ». */
export function sentenceOf(entry: Told, speech: Speech): string {
  const { say, knows } = speech
  const actor = isolated(actorOf(entry, speech), speech)
  const { action, outcome } = entry
  // What a later release wrote, or somebody by force, is said as it stands.
  if (!knows(`deeds.${action}.label`)) return say('unknownDeed', { actor, action })
  if (outcome === 'refused' || outcome === 'failed') {
    return say(outcome, { actor, deed: say(`deeds.${action}.label`) })
  }
  return tidy(
    say(`deeds.${action}.done`, {
      actor,
      keys: keysOf(entry, speech),
      count: entry.keyCount ?? 1,
      subject: isolated(entry.subject?.name ?? say('subjects.someone'), speech),
      detail: entry.detail ?? '',
    }),
  )
}

/** Who it was, by name where there is one. */
function actorOf({ actorKind, actor, person }: Told, { say }: Speech): string {
  switch (actorKind) {
    case 'app':
      return actor ?? say('actors.unnamedApp')
    case 'person':
      if (person) return person.name || person.email
      return say(actor === null ? 'actors.visitor' : 'actors.gone')
    case 'operator':
      return actor === null ? say('actors.operator') : `${say('actors.operator')} (${actor})`
    case 'system':
      return say('actors.system')
    default:
      return `${actorKind} ${actor ?? ''}`
  }
}

function keysOf({ keys, keyCount, provider }: Told, speech: Speech): string {
  const { say } = speech
  const values = { count: keyCount ?? 0, provider: isolated(provider ?? '', speech) }
  if (keyCount === null) return say('objects.unknown', values)
  if (keyCount === 0) return say('objects.none', values)
  const [key] = keys
  if (keyCount > 1 || !key) return say('objects.many', values)
  if (key.name === null) return say('objects.gone', values)
  return say('objects.named', { name: isolated(key.name, speech) })
}

/** U+2068 and U+2069 hold a name apart from the direction of what is around it. */
const isolated = (text: string, { isRtl }: Speech): string =>
  isRtl && text ? `\u2068${text}\u2069` : text

/** A key may be of no one provider: its place stays empty. */
const tidy = (text: string): string => text.replace(/ {2,}/g, ' ').trim()
