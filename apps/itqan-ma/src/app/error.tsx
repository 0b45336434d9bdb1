'use client'

import { useTranslations } from 'next-intl'
import { Button } from '../components/button'
import { Notice } from '../components/notice'

export default function ErrorPage({ retry }: { error: unknown; retry: () => void }) {
  const t = useTranslations('Failure')
  return (
    <Notice title={t('title')} text={t('text')}>
      <Button onClick={retry}>{t('retry')}</Button>
    </Notice>
  )
}
