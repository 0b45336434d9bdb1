import type { ConsumerApp } from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'
import { shortVersion } from '../../lib/apps/app-state'

type VersionsProps = Pick<ConsumerApp, 'appVersion' | 'clientVersion'>

/** What an app says of itself: nothing stands on it. */
export function Versions({ appVersion, clientVersion }: VersionsProps) {
  const t = useTranslations('apps')
  if (!appVersion && !clientVersion) {
    return <span className="text-ink-soft">{t('untold')}</span>
  }
  return (
    <span className="grid">
      {appVersion ? (
        <span className="truncate font-mono text-[13px]">
          <bdi>{appVersion}</bdi>
        </span>
      ) : null}
      {clientVersion ? (
        <span className="truncate text-xs text-ink-soft">
          {t('client')} <bdi className="font-mono">{shortVersion(clientVersion)}</bdi>
        </span>
      ) : null}
    </span>
  )
}
