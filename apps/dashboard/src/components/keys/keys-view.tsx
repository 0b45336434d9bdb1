'use client'

import { useTranslations } from 'next-intl'
import { AddKeyDialog } from './add-key-dialog'
import { EmptyKeys } from './empty-keys'
import { KeysFailure } from './keys-failure'
import { KeysSkeleton } from './keys-skeleton'
import { KeysTable } from './keys-table'
import { LiveStatus } from './live-status'
import { Totals } from './totals'
import { useManagedKeys } from './use-managed-keys'

export function KeysView() {
  const t = useTranslations('keys')
  const { keys, error, retry } = useManagedKeys()
  if (!keys) return error ? <KeysFailure error={error} onRetry={retry} /> : <KeysSkeleton />
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="text-2xl font-semibold tracking-tight">{t('title')}</h1>
        <LiveStatus stale={error !== null} />
        <div className="ms-auto">
          <AddKeyDialog />
        </div>
      </div>
      {keys.length === 0 ? (
        <EmptyKeys />
      ) : (
        <>
          <Totals keys={keys} />
          <KeysTable keys={keys} />
        </>
      )}
    </>
  )
}
