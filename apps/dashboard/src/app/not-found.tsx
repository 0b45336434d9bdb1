import type { Metadata } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { getTranslations } from 'next-intl/server'
import { MessagePage } from '../components/shell/message-page'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('notFound')
  return { title: t('title') }
}

export default function NotFound() {
  const t = useTranslations('notFound')
  return (
    <MessagePage title={t('title')} body={t('body')}>
      <Link href="/keys" className="font-medium text-accent underline underline-offset-4">
        {t('home')}
      </Link>
    </MessagePage>
  )
}
