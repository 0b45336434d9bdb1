'use client'

import { useTranslations } from 'next-intl'
import { Button } from '../components/button'
import { Notice } from '../components/notice'

export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  const t = useTranslations('Failure')
  return (
    <Notice title={t('title')} text={t('text')}>
      <Button onClick={reset}>{t('retry')}</Button>
    </Notice>
  )
}
