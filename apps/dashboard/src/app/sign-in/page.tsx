import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { EntryPage } from '../../components/auth/entry-page'
import { SignIn } from '../../components/auth/sign-in'
import { currentUser } from '../../lib/current-user'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('signIn')
  return { title: t('title') }
}

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  if (await currentUser()) redirect('/keys')
  const expired = (await searchParams)['expired'] !== undefined
  return (
    <EntryPage>
      <SignIn expired={expired} />
    </EntryPage>
  )
}
