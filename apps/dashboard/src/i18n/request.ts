import { cookies, headers } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import en from '../../messages/en.json'
import fr from '../../messages/fr.json'
import { type Locale, LOCALE_COOKIE, pickLocale } from './locale'

declare module 'next-intl' {
  interface AppConfig {
    Locale: Locale
    Messages: typeof fr
  }
}

const messages = { fr, en }

export default getRequestConfig(async () => {
  const locale = pickLocale({
    cookie: (await cookies()).get(LOCALE_COOKIE)?.value,
    acceptLanguage: (await headers()).get('accept-language'),
  })
  return { locale, messages: messages[locale] }
})
