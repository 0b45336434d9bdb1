import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import { createLoader } from 'nuqs/server'
import { UsageView } from '../../../components/usage/usage-view'
import { requireUser } from '../../../lib/current-user'
import { usageInputOf } from '../../../lib/usage/drill-down'
import { usageSearchParams } from '../../../lib/usage/search-params'
import { HydrateClient, prefetchUsage } from '../../../trpc/server'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('usage')
  return { title: t('title') }
}

const loadView = createLoader(usageSearchParams)

export default async function UsagePage({ searchParams }: PageProps<'/usage'>) {
  await requireUser()
  await prefetchUsage(usageInputOf(await loadView(searchParams), null))
  return (
    <HydrateClient>
      <NuqsAdapter>
        <UsageView />
      </NuqsAdapter>
    </HydrateClient>
  )
}
