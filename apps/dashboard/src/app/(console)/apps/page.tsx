import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { AppsView } from '../../../components/apps/apps-view'
import { NowProvider } from '../../../components/keys/now'
import { getEnv } from '../../../env'
import { requireUser } from '../../../lib/current-user'
import { HydrateClient, prefetchApps } from '../../../trpc/server'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('apps')
  return { title: t('title') }
}

export default async function AppsPage() {
  await requireUser()
  await prefetchApps()
  return (
    <HydrateClient>
      <NowProvider initial={new Date()}>
        <AppsView url={getEnv().dashboardUrl} />
      </NowProvider>
    </HydrateClient>
  )
}
