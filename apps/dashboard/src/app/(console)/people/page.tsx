import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { NowProvider } from '../../../components/keys/now'
import { PeopleView } from '../../../components/people/people-view'
import { requireUser } from '../../../lib/current-user'
import { HydrateClient, prefetchPeople } from '../../../trpc/server'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('people')
  return { title: t('title') }
}

export default async function PeoplePage() {
  const { id, role } = await requireUser()
  if (role !== 'administrator') return <Denied />
  await prefetchPeople()
  return (
    <HydrateClient>
      <NowProvider initial={new Date()}>
        <PeopleView ownId={id} />
      </NowProvider>
    </HydrateClient>
  )
}

async function Denied() {
  const t = await getTranslations('people.denied')
  return (
    <section className="grid gap-2 py-10">
      <h1 className="text-2xl font-semibold tracking-tight">{t('title')}</h1>
      <p className="text-ink-soft">{t('body')}</p>
    </section>
  )
}
