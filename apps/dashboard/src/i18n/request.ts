import { cookies, headers } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import { ar } from '../../messages/ar'
import { en } from '../../messages/en'
import { fr } from '../../messages/fr'
import { type Locale, LOCALE_COOKIE, pickLocale } from './locale'

declare module 'next-intl' {
  interface AppConfig {
    Locale: Locale
    Messages: typeof fr
  }
}

const messages = { fr, en, ar }

export default getRequestConfig(async () => {
  const locale = pickLocale({
    cookie: (await cookies()).get(LOCALE_COOKIE)?.value,
    acceptLanguage: (await headers()).get('accept-language'),
  })
  return { locale, messages: messages[locale] }
})
