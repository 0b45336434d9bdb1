import { cookies, headers } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import en from '../../messages/en.json'
import fr from '../../messages/fr.json'
import { LOCALE_COOKIE, type Locale, pickLocale } from './locale'

const messages = { fr, en } satisfies Record<Locale, typeof fr>

export default getRequestConfig(async () => {
  const locale = pickLocale({
    cookie: (await cookies()).get(LOCALE_COOKIE)?.value,
    acceptLanguage: (await headers()).get('accept-language'),
  })
  return { locale, messages: messages[locale], timeZone: 'Africa/Casablanca' }
})
