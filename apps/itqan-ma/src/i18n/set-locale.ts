'use server'

import { cookies } from 'next/headers'
import { LOCALE_COOKIE, locales } from './locale'

/** Keeps the visitor's language for a year. Next renders the page again by itself. */
export async function setLocale(form: FormData): Promise<void> {
  const locale = locales.find((known) => known === form.get('locale'))
  if (!locale) return
  const jar = await cookies()
  jar.set(LOCALE_COOKIE, locale, { maxAge: 365 * 24 * 3600, sameSite: 'lax', path: '/' })
}
