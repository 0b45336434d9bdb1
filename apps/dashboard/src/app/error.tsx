'use client'

import { useTranslations } from 'next-intl'
import { MessagePage } from '../components/shell/message-page'
import { Button } from '../components/ui/button'
import { digestOf } from '../lib/digest'

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useTranslations('errorPage')
  const digest = digestOf(error)
  return (
    <MessagePage title={t('title')} body={t('body')}>
      {digest ? (
        <p className="font-mono text-[13px] text-ink-soft">{t('reference', { digest })}</p>
      ) : null}
      <Button className="mt-2" onClick={retry}>
        {t('retry')}
      </Button>
    </MessagePage>
  )
}
