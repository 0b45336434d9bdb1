import type { Language } from '../language'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

const locales = { en: 'en-GB', fr: 'fr-FR' } as const

/** A length of time in its largest fitting unit, rounded: `42 s`, `12 min`, `3 h`, `2 d`. */
export function duration(ms: number, language: Language): string {
  if (ms < 2 * MINUTE_MS) return `${Math.max(1, Math.ceil(ms / 1_000))} s`
  if (ms < 2 * HOUR_MS) return `${Math.round(ms / MINUTE_MS)} min`
  if (ms < 2 * DAY_MS) return `${Math.round(ms / HOUR_MS)} h`
  return `${Math.round(ms / DAY_MS)} ${language === 'fr' ? 'j' : 'd'}`
}

/** A date and a time of day, in this machine's time zone. */
export function moment(at: Date, language: Language): string {
  if (Number.isNaN(at.getTime())) return '?'
  const format = new Intl.DateTimeFormat(locales[language], {
    dateStyle: 'medium',
    timeStyle: 'medium',
  })
  return format.format(at)
}

/** A time of day. */
function timeOfDay(at: Date, language: Language): string {
  return new Intl.DateTimeFormat(locales[language], { timeStyle: 'medium' }).format(at)
}

/** When a rest ends: a time of day, with its date where it is not about to end. */
export function restEnd({ at, inMs }: { at: Date; inMs: number }, language: Language): string {
  return inMs < DAY_MS / 2 ? timeOfDay(at, language) : moment(at, language)
}
