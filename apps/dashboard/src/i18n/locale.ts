export const locales = ['fr', 'en', 'ar'] as const

export type Locale = (typeof locales)[number]

export const LOCALE_COOKIE = 'locale'

/** Which way a language is written. */
export const directionOf = (locale: Locale) => (locale === 'ar' ? 'rtl' : 'ltr')

export function isLocale(value: unknown): value is Locale {
  return locales.some((locale) => locale === value)
}

/** What the person chose; else English or Arabic for a browser that asks for it first; else French. */
export function pickLocale(request: {
  cookie?: string | undefined
  acceptLanguage: string | null
}): Locale {
  if (isLocale(request.cookie)) return request.cookie
  const first = /^\s*(en|ar)\b/i.exec(request.acceptLanguage ?? '')?.[1]?.toLowerCase()
  return isLocale(first) ? first : 'fr'
}
