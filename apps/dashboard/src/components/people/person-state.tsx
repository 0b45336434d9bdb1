import type { Person } from '@itqan/keys-contract'
import { BanIcon, LockIcon } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { useTimeZone } from '../../lib/use-time-zone'

/** Disabled before locked: of the two it is the one that lasts. */
export function PersonState({ person: { disabledAt, lock } }: { person: Person }) {
  const t = useTranslations('people')
  const format = useFormatter()
  const timeZone = useTimeZone()
  if (disabledAt) {
    return (
      <p className="flex items-center gap-2 text-[13px] font-medium">
        <BanIcon aria-hidden className="size-4 shrink-0" />
        {t('state.disabled')}
      </p>
    )
  }
  if (!lock) return <p className="text-[13px] text-ink-soft">{t('state.active')}</p>
  const { failures, until } = lock
  const time = timeZone ? format.dateTime(until, { timeStyle: 'short', timeZone }) : '…'
  return (
    <div className="grid gap-0.5 text-[13px]">
      <p className="flex items-center gap-2 font-medium text-danger">
        <LockIcon aria-hidden className="size-4 shrink-0" />
        {t('state.locked', { failures })}
      </p>
      <p className="text-ink-soft">{t('lockedUntil', { failures, time })}</p>
    </div>
  )
}
