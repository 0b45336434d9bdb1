import 'server-only'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { getUser } from '../server/session'

/** The person behind this request, read once a request; `null` without a session. */
export const currentUser = cache(async () => getUser(await headers()))

/** The same, for what is shown to nobody else: without a session, on to the sign-in page. */
export async function requireUser() {
  return (await currentUser()) ?? redirect('/sign-in')
}
