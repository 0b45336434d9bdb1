import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { EntryPage } from '../../components/auth/entry-page'
import { JoinPage } from '../../components/join/join-page'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('setUp')
  return { title: t('title') }
}

export default function SetUpPage() {
  return (
    <EntryPage>
      <JoinPage kind="setUp" />
    </EntryPage>
  )
}
