import type { ManagedKey } from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'
import { memo } from 'react'
import { cn } from '../../lib/cn'
import { isFailureCounted } from '../../lib/key-state'
import { ActiveSwitch } from './active-switch'
import { LineCell } from './line-cell'
import { Count } from './count'
import { ErrorsByKind } from './errors-by-kind'
import { KeyActions } from './key-actions'
import { LastError } from './last-error'
import { Moment } from './moment'
import { SelectKey } from './select-key'
import { Sparkline } from './sparkline'
import { StatusBadge } from './status-badge'
import { SuccessRate } from './success-rate'
import { onlyWide, setApart } from './table-grid'

interface KeyLineProps {
  managedKey: ManagedKey
  position: number
  onSelect: Parameters<typeof SelectKey>[0]['onSelect']
}

/** What a key's line shows. Drawn again when its key has changed, not when the table scrolls. */
export const KeyLine = memo(Line)

function Line({ managedKey, position, onSelect }: KeyLineProps) {
  const t = useTranslations('keys')
  const { name, maskedKey, isActive, quotaPool, usageCount, lastUsedAt } = managedKey
  const { lastFailure, lastError } = managedKey
  const hasFailed = lastFailure !== null || lastError !== null
  return (
    <>
      <LineCell column="select" className="col-span-1 flex items-center max-lg:pt-0.5">
        <SelectKey managedKey={managedKey} position={position} onSelect={onSelect} />
      </LineCell>
      <div
        role="rowheader"
        data-column="name"
        data-active={isActive}
        title={name}
        className="col-span-7 min-w-0 text-start lg:col-auto data-[active=false]:text-ink-soft"
      >
        <span className="block truncate font-medium">
          <bdi>{name}</bdi>
        </span>
        <span dir="ltr" className="block truncate font-mono text-xs text-ink-soft rtl:text-end">
          {maskedKey}
        </span>
      </div>
      <LineCell column="status" className="order-1 col-span-12 lg:order-none">
        <StatusBadge managedKey={managedKey} />
      </LineCell>
      <LineCell
        column="quotaPool"
        label={t('columns.quotaPool')}
        className={cn(
          'order-4 col-span-12 lg:order-none',
          onlyWide,
          quotaPool === null && 'max-lg:hidden',
        )}
      >
        {quotaPool ? (
          <span
            dir="ltr"
            title={quotaPool}
            className="block truncate font-mono text-xs rtl:text-end"
          >
            {quotaPool}
          </span>
        ) : (
          <None />
        )}
      </LineCell>
      <LineCell
        column="uses"
        label={t('columns.uses')}
        className="order-2 col-span-4 lg:order-none lg:text-end"
      >
        <Count value={usageCount} />
      </LineCell>
      <LineCell
        column="successRate"
        label={t('columns.successRate')}
        className="order-2 col-span-4 lg:order-none lg:text-end"
      >
        <SuccessRate uses={managedKey.usesOfDay} />
      </LineCell>
      <LineCell
        column="sparkline"
        label={t('columns.sparkline')}
        className={cn('order-3 col-span-6 lg:order-none', onlyWide, setApart)}
      >
        <Sparkline hours={managedKey.usesByHour} total={managedKey.usesOfDay} />
      </LineCell>
      <LineCell
        column="errors"
        label={t('columns.errors')}
        className="order-2 col-span-4 lg:order-none lg:text-end"
      >
        <ErrorsByKind managedKey={managedKey} />
      </LineCell>
      <LineCell
        column="lastUsed"
        label={t('columns.lastUsed')}
        className={cn('order-3 col-span-6 truncate lg:order-none', setApart)}
      >
        {lastUsedAt ? (
          <Moment at={lastUsedAt} />
        ) : (
          <span className="text-ink-soft">{t('never')}</span>
        )}
      </LineCell>
      <LineCell
        column="lastFailure"
        label={t('columns.lastError')}
        className={cn('order-5 col-span-12 lg:order-none', !hasFailed && 'max-lg:hidden')}
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
      </LineCell>
      <LineCell
        column="active"
        className="col-span-2 flex items-center justify-end lg:justify-start"
      >
        <ActiveSwitch managedKey={managedKey} />
      </LineCell>
      <LineCell column="actions" className="col-span-2 flex items-center justify-end">
        <KeyActions managedKey={managedKey} />
      </LineCell>
    </>
  )
}

function None() {
  return (
    <span aria-hidden className="text-ink-soft">
      –
    </span>
  )
}
