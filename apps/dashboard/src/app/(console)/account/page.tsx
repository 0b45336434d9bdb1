import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { NowProvider } from '../../../components/keys/now'
import { ProfileView } from '../../../components/profile/profile-view'
import { requireUser } from '../../../lib/current-user'
import { HydrateClient, prefetchProfile } from '../../../trpc/server'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('profile')
  return { title: t('title') }
}

export default async function AccountPage() {
  await requireUser()
  await prefetchProfile()
  return (
    <HydrateClient>
      <NowProvider initial={new Date()}>
        <ProfileView />
      </NowProvider>
    </HydrateClient>
  )
}
