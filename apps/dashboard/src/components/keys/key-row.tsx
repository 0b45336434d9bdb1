import type { ManagedKey } from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'
import { memo } from 'react'
import { isFailureCounted, isRefused } from '../../lib/key-state'
import { sameKey } from '../../lib/same-key'
import { ActiveSwitch } from './active-switch'
import { Cell } from './cell'
import { Count } from './count'
import { refusalId } from './element-ids'
import { KeyActions } from './key-actions'
import { LastError } from './last-error'
import { Moment } from './moment'

interface KeyRowProps {
  managedKey: ManagedKey
  onRemove: (key: ManagedKey) => void
}

/** Drawn again only when something it shows has changed: the list is read each second. */
export const KeyRow = memo(
  Row,
  (a, b) => a.onRemove === b.onRemove && sameKey(a.managedKey, b.managedKey),
)

function Row({ managedKey, onRemove }: KeyRowProps) {
  const t = useTranslations('keys')
  const { id, name, maskedKey, isActive, usageCount, errorCount, lastUsedAt } = managedKey
  const { lastFailure, lastError } = managedKey
  const hasFailed = lastFailure !== null || lastError !== null
  return (
    <tr
      role="row"
      className="grid grid-cols-6 items-center gap-x-3 gap-y-2 border-b py-3 lg:table-row"
    >
      <th
        role="rowheader"
        scope="row"
        className="col-span-4 min-w-0 text-start font-medium data-[active=false]:text-ink-soft lg:pe-3"
        data-active={isActive}
        title={name}
      >
        <bdi className="block wrap-anywhere lg:truncate">{name}</bdi>
      </th>
      <Cell className="order-last col-span-6 truncate font-mono text-[13px] text-ink-soft max-lg:order-0 max-lg:row-start-2 max-lg:-mt-2">
        <bdi>{maskedKey}</bdi>
      </Cell>
      <Cell className="flex justify-end lg:table-cell">
        <ActiveSwitch managedKey={managedKey} />
      </Cell>
      <Cell label={t('columns.uses')} className="order-1 col-span-2 lg:text-end">
        <Count value={usageCount} />
      </Cell>
      <Cell label={t('columns.errors')} className="order-1 col-span-1 lg:text-end">
        <span className={errorCount > 0 ? 'font-medium text-danger' : undefined}>
          <Count value={errorCount} />
        </span>
      </Cell>
      <Cell label={t('columns.lastUsed')} className="order-1 col-span-3 lg:ps-8">
        {lastUsedAt ? (
          <Moment at={lastUsedAt} />
        ) : (
          <span className="text-ink-soft">{t('never')}</span>
        )}
      </Cell>
      <Cell
        label={t('columns.lastError')}
        className={hasFailed || isRefused(managedKey) ? 'order-1 col-span-6' : 'max-lg:hidden'}
      >
        {hasFailed ? (
          <LastError
            name={name}
            failure={lastFailure}
            message={lastError}
            isCounted={isFailureCounted(managedKey)}
          />
        ) : (
          <span className="text-ink-soft">{t('noError')}</span>
        )}
        {isRefused(managedKey) ? (
          <p id={refusalId(id)} className="text-xs text-pretty text-danger">
            {t('disabledByProvider')}
          </p>
        ) : null}
      </Cell>
      <Cell className="flex justify-end lg:table-cell lg:px-0 lg:text-end">
        <KeyActions managedKey={managedKey} onRemove={onRemove} />
      </Cell>
    </tr>
  )
}
