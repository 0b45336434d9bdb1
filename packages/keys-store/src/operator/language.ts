export const languages = ['en', 'fr'] as const

export type Language = (typeof languages)[number]

/** The language of the terminal, by the variables that POSIX names, first to last. */
export function languageOf(env: Readonly<Record<string, string | undefined>>): Language {
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || ''
  return /^fr([_.@-]|$)/i.test(locale) ? 'fr' : 'en'
}
