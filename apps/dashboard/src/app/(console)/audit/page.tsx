import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import { AuditView } from '../../../components/audit/audit-view'
import { NowProvider } from '../../../components/keys/now'
import { filterOf, paramsOf } from '../../../lib/audit/filter-params'
import { requireUser } from '../../../lib/current-user'
import { HydrateClient, prefetchAudit } from '../../../trpc/server'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('audit')
  return { title: t('title') }
}

export default async function AuditPage({ searchParams }: PageProps<'/audit'>) {
  const { role } = await requireUser()
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(await searchParams)) {
    if (typeof value === 'string') query.set(name, value)
  }
  await prefetchAudit(filterOf(paramsOf(query)))
  return (
    <HydrateClient>
      <NowProvider initial={new Date()}>
        <NuqsAdapter>
          <AuditView mayOperate={role === 'administrator' || role === 'operator'} />
        </NuqsAdapter>
      </NowProvider>
    </HydrateClient>
  )
}
