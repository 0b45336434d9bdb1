export const locales = ['fr', 'en'] as const

export type Locale = (typeof locales)[number]

export const LOCALE_COOKIE = 'locale'

export function isLocale(value: unknown): value is Locale {
  return locales.some((locale) => locale === value)
}

/** What the person chose; else English for a browser that asks for it first; else French. */
export function pickLocale(request: {
  cookie?: string | undefined
  acceptLanguage: string | null
}): Locale {
  if (isLocale(request.cookie)) return request.cookie
  return /^\s*en\b/i.test(request.acceptLanguage ?? '') ? 'en' : 'fr'
}
