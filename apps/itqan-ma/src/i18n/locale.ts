export const locales = ['fr', 'en'] as const

export type Locale = (typeof locales)[number]

export const LOCALE_COOKIE = 'locale'

/** French, unless the visitor chose English or their browser puts English first. */
export function pickLocale(hints: {
  cookie: string | undefined
  acceptLanguage: string | null
}): Locale {
  const chosen = locales.find((locale) => locale === hints.cookie)
  if (chosen) return chosen
  return /^\s*en\b/i.test(hints.acceptLanguage ?? '') ? 'en' : 'fr'
}
