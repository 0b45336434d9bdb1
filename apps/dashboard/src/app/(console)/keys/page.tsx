import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { KeysView } from '../../../components/keys/keys-view'
import { NowProvider } from '../../../components/keys/now'
import { requireUser } from '../../../lib/current-user'
import { readParams } from '../../../lib/keys-table/table-params'
import { HydrateClient, prefetchKeys } from '../../../trpc/server'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('keys')
  return { title: t('title') }
}

export default async function KeysPage({ searchParams }: PageProps<'/keys'>) {
  await requireUser()
  const asked = await searchParams
  await prefetchKeys(readParams({ get: (name) => [asked[name]].flat()[0] ?? null }))
  return (
    <HydrateClient>
      <NowProvider initial={new Date()}>
        <KeysView />
      </NowProvider>
    </HydrateClient>
  )
}
