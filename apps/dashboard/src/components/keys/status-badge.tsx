import { keyStatusOf, type ManagedKey } from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'
import { isUnused } from '../../lib/key-state'
import { LazyPopover } from '../ui/lazy-popover'
import { refusalId } from './element-ids'
import { useNow } from './now'
import { Remaining } from './remaining'
import { RestList } from './rest-list'
import { StatusIcon } from './status-icon'

/** What a key is good for now, why, and for how long that lasts. */
export function StatusBadge({ managedKey }: { managedKey: ManagedKey }) {
  const t = useTranslations('keys')
  const names = useTranslations('outcomes')
  const now = useNow()
  const { id, name } = managedKey
  const status = keyStatusOf(managedKey, now)
  const rests = managedKey.isActive ? managedKey.rests.filter(({ until }) => until > now) : []
  const [longest] = rests.filter(({ model }) => status === 'limited' || model === null)
  const badge = (
    <span className="flex min-w-0 items-center gap-1.5 font-medium">
      <StatusIcon status={status} />
      <span className="truncate">{t(`status.${status}`)}</span>
      {longest ? <Remaining until={longest.until} /> : null}
    </span>
  )
  if (!longest) {
    return (
      <div className="min-w-0 text-[13px]" data-status={status}>
        {badge}
        {status === 'invalid' ? (
          <p id={refusalId(id)} className="truncate text-xs text-ink-soft">
            {t('refused')}
          </p>
        ) : null}
        {status === 'ready' && isUnused(managedKey) ? (
          <p className="truncate text-xs text-ink-soft">{t('unused')}</p>
        ) : null}
      </div>
    )
  }
  const models = rests.filter(({ model }) => model !== null).length
  return (
    <LazyPopover
      content={{
        label: t('restsTitle', { name }),
        children: <RestList title={t('restsTitle', { name })} rests={rests} />,
      }}
      button={(opener) => (
        <button
          {...opener}
          type="button"
          data-status={status}
          className="block max-w-full rounded-sm text-start text-[13px] decoration-dotted underline-offset-4 hover:underline aria-expanded:underline"
        >
          {badge}
          <span className="block truncate text-xs text-ink-soft">
            {status === 'limited' && models > 1
              ? t('modelsAtRest', { count: models })
              : names(longest.outcome)}
          </span>
        </button>
      )}
    />
  )
}
