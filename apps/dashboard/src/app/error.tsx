'use client'

import { useTranslations } from 'next-intl'
import { MessagePage } from '../components/shell/message-page'
import { Button } from '../components/ui/button'
import { digestOf } from '../lib/digest'

export default function ErrorPage({ error }: { error: unknown }) {
  const t = useTranslations('errorPage')
  const digest = digestOf(error)
  return (
    <MessagePage title={t('title')} body={t('body')}>
      {digest ? (
        <p className="font-mono text-[13px] text-ink-soft">{t('reference', { digest })}</p>
      ) : null}
      {/* A full load: of a script that could not be loaded React keeps the failure. */}
      <Button className="mt-2" onClick={() => window.location.reload()}>
        {t('retry')}
      </Button>
    </MessagePage>
  )
}
