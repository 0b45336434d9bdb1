'use server'

import { cookies } from 'next/headers'
import { isLocale, LOCALE_COOKIE } from './locale'

const ONE_YEAR_SECONDS = 31_536_000

/** Remembers the language; Next then renders the page again in it. */
export async function setLocale(value: unknown): Promise<void> {
  if (!isLocale(value)) return
  const store = await cookies()
  store.set(LOCALE_COOKIE, value, { path: '/', maxAge: ONE_YEAR_SECONDS, sameSite: 'lax' })
}
