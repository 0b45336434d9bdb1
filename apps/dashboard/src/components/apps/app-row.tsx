import type { ConsumerApp } from '@itqan/keys-contract'
import { KeyRoundIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { liveStreams } from '../../lib/apps/app-state'
import { Count } from '../keys/count'
import { Moment } from '../keys/moment'
import { Button } from '../ui/button'
import { AppCell } from './app-cell'
import { AppName } from './app-name'
import { AppStateLabel } from './app-state-label'
import { Lag } from './lag'
import { useScopeText } from './use-scope-text'
import { Versions } from './versions'

interface AppRowProps {
  app: ConsumerApp
  since: Date
  onRotate: (app: string, opener: HTMLElement) => void
}

export function AppRow({ app, since, onRotate }: AppRowProps) {
  const t = useTranslations('apps')
  const scopeText = useScopeText()
  const { secrets, lastListAt, lastReportAt, behind } = app
  const scopes = [...new Set(secrets.map(({ scope }) => scopeText(scope)))]
  return (
    <tr
      role="row"
      data-app={app.app}
      className="grid grid-cols-6 items-start gap-x-3 gap-y-2 border-b py-3 align-top lg:table-row"
    >
      <th role="rowheader" scope="row" className="col-span-5 min-w-0 text-start lg:py-2.5 lg:pe-3">
        <span className="block font-medium wrap-anywhere">
          <AppName app={app.app} />
        </span>
        <span className="block text-xs font-normal text-pretty text-ink-soft">
          {scopes.length > 0 ? scopes.join(' · ') : t('notConfigured')}
          {secrets.length > 1 ? ` · ${t('secrets', { count: secrets.length })}` : null}
        </span>
      </th>
      <AppCell className="order-1 col-span-6">
        <AppStateLabel app={app} since={since} />
      </AppCell>
      <AppCell label={t('columns.versions')} className="order-1 col-span-3">
        <Versions {...app} />
      </AppCell>
      <AppCell label={t('columns.streams')} className="order-1 col-span-3 lg:text-end">
        <Count value={liveStreams(app)} />
      </AppCell>
      <AppCell label={t('columns.lastList')} className="order-1 col-span-3 lg:ps-8">
        <MomentOrNever at={lastListAt} />
      </AppCell>
      <AppCell label={t('columns.lastReport')} className="order-1 col-span-3">
        <MomentOrNever at={lastReportAt} />
      </AppCell>
      <AppCell label={t('columns.behind')} className="order-1 col-span-6">
        <Lag behind={behind} />
      </AppCell>
      <AppCell isTight className="flex justify-end lg:table-cell lg:text-end">
        {secrets.length > 0 ? (
          <Button
            variant="ghost"
            size="icon"
            title={t('rotate.open')}
            aria-label={t('rotate.openFor', { app: app.app || t('unnamed') })}
            onClick={({ currentTarget }) => onRotate(app.app, currentTarget)}
          >
            <KeyRoundIcon aria-hidden />
          </Button>
        ) : null}
      </AppCell>
    </tr>
  )
}

function MomentOrNever({ at }: { at: Date | null }) {
  const t = useTranslations('apps')
  return at ? <Moment at={at} /> : <span className="text-ink-soft">{t('never')}</span>
}
