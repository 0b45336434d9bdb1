import { keyStatuses, type ProviderCounts } from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'
import { providerLabel } from '../../lib/provider-label'
import { Count } from './count'
import { providerId } from './element-ids'
import { StatusIcon } from './status-icon'

/** A provider's heading: how many keys it has, and in which state they are. */
export function GroupLine({ counts }: { counts: ProviderCounts }) {
  const t = useTranslations('keys')
  const { provider, byStatus, matching } = counts
  const all = keyStatuses.reduce((sum, status) => sum + byStatus[status], 0)
  return (
    <div
      role="rowheader"
      aria-colspan={12}
      className="flex h-11 items-center gap-x-4 overflow-hidden border-b border-line-strong bg-paper whitespace-nowrap"
    >
      <span>
        <bdi id={providerId(provider)} className="text-base font-semibold">
          {providerLabel(provider)}
        </bdi>
        <span className="ms-2.5 text-[13px] text-ink-soft">
          {matching === all
            ? t('groupAll', { count: all })
            : t('groupFound', { count: matching, all })}
        </span>
      </span>
      <span className="flex items-center gap-x-3 text-[13px] text-ink-soft">
        {keyStatuses.map((status) =>
          byStatus[status] > 0 ? (
            <span key={status} className="flex items-center gap-1" title={t(`status.${status}`)}>
              <StatusIcon status={status} isSmall />
              <Count value={byStatus[status]} />
              <span className="sr-only xl:not-sr-only">
                {t(`statusCount.${status}`, { count: byStatus[status] })}
              </span>
            </span>
          ) : null,
        )}
      </span>
    </div>
  )
}
