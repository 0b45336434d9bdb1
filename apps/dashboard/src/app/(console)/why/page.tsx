import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import { NowProvider } from '../../../components/keys/now'
import { WhyView } from '../../../components/why/why-view'
import { requireUser } from '../../../lib/current-user'
import { HydrateClient, prefetchWhy } from '../../../trpc/server'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('why')
  return { title: t('title') }
}

export default async function WhyPage({ searchParams }: PageProps<'/why'>) {
  const { role } = await requireUser()
  const { provider, model } = await searchParams
  await prefetchWhy({ provider: one(provider), model: one(model) })
  return (
    <HydrateClient>
      <NowProvider initial={new Date()}>
        <NuqsAdapter>
          <WhyView role={role} />
        </NuqsAdapter>
      </NowProvider>
    </HydrateClient>
  )
}

function one(value: string | string[] | undefined): string | null {
  return (Array.isArray(value) ? value[0] : value) ?? null
}
