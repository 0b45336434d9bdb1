'use client'

import { PlusIcon } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useHydrated } from '../../lib/use-hydrated'
import { LiveStatus } from '../keys/live-status'
import { Moment } from '../keys/moment'
import { Button } from '../ui/button'
import { LoadFailure } from '../shell/load-failure'
import { AppsSkeleton } from './apps-skeleton'
import { AppsTable } from './apps-table'
import { NobodyYet } from './nobody-yet'
import { useApps } from './use-apps'

const AddAppDialog = dynamic(() => import('./add-app-dialog').then((m) => m.AddAppDialog))
const RotateDialog = dynamic(() => import('./rotate-dialog').then((m) => m.RotateDialog))

/** A guide that lies over the page: without an app, the one that adds one. */
interface Guide {
  app: string | null
  opener: HTMLElement
}

/** `url`: where apps reach this dashboard. */
export function AppsView({ url }: { url: string }) {
  const t = useTranslations('apps')
  const hydrated = useHydrated()
  const [guide, setGuide] = useState<Guide | null>(null)
  const { seen, error, retry } = useApps()
  if (!seen)
    return error ? (
      <LoadFailure title={t('failedTitle')} error={error} onRetry={retry} />
    ) : (
      <AppsSkeleton />
    )
  const rotated = guide && seen.apps.find(({ app }) => app === guide.app)
  const moment = () => <Moment at={seen.since} />
  const close = () => setGuide(null)
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="text-2xl font-semibold tracking-tight">{t('title')}</h1>
        <LiveStatus stale={error !== null} />
        <div className="ms-auto">
          <Button
            disabled={!hydrated}
            onClick={({ currentTarget: opener }) => setGuide({ app: null, opener })}
          >
            <PlusIcon aria-hidden />
            {t('add.open')}
          </Button>
        </div>
      </div>
      {seen.apps.some(({ app }) => app !== '') ? null : <NobodyYet />}
      <AppsTable {...seen} onRotate={(app, opener) => setGuide({ app, opener })} />
      <p className="mt-4 max-w-prose text-xs text-pretty text-ink-soft">
        {t.rich('since', { moment })}
      </p>
      {guide?.app === null ? (
        <AddAppDialog apps={seen.apps} url={url} opener={guide.opener} onClose={close} />
      ) : null}
      {rotated ? (
        <RotateDialog
          app={rotated}
          since={seen.since}
          url={url}
          opener={guide.opener}
          onClose={close}
        />
      ) : null}
    </>
  )
}
