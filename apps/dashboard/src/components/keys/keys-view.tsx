'use client'

import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { totalsOf } from '../../lib/key-totals'
import { defaultParams } from '../../lib/keys-table/table-params'
import { LoadFailure } from '../shell/load-failure'
import { BulkBar } from './bulk-bar'
import { EmptyKeys } from './empty-keys'
import { KeyDialogsProvider } from './key-dialogs'
import { KeyFilters } from './key-filters'
import { KeysSkeleton } from './keys-skeleton'
import { KeysTable } from './keys-table'
import { LiveStatus } from './live-status'
import { NothingFound } from './nothing-found'
import { SelectionProvider, useSelection } from './selection'
import { ToolbarActions } from './toolbar-actions'
import { Totals } from './totals'
import { useKeepAddress } from './use-keep-address'
import { useKeySummary } from './use-key-table'
import { useLiveKeys } from './use-live-keys'
import { useTableParams } from './use-table-params'

export function KeysView() {
  return (
    <SelectionProvider>
      <KeyDialogsProvider>
        <Keys />
        <BulkBar />
      </KeyDialogsProvider>
    </SelectionProvider>
  )
}

function Keys() {
  const t = useTranslations('keys')
  const isLive = useLiveKeys()
  const { params, setParams, filter, sort } = useTableParams()
  useKeepAddress()
  const { summary, layout, error, retry } = useKeySummary({ filter, isLive })
  const selection = useSelection()
  // What is no longer seen must not be changed with the rest.
  useEffect(() => selection.clear(), [filter, selection])
  if (!summary || !layout) {
    return error ? (
      <LoadFailure title={t('failedTitle')} error={error} onRetry={retry} />
    ) : (
      <KeysSkeleton />
    )
  }
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="text-2xl font-semibold tracking-tight">{t('title')}</h1>
        <LiveStatus stale={!isLive || error !== null} />
        <div className="ms-auto flex flex-wrap items-center gap-2">
          <ToolbarActions />
        </div>
      </div>
      {summary.length === 0 ? (
        <EmptyKeys />
      ) : (
        <>
          <Totals totals={totalsOf(summary)} />
          <KeyFilters params={params} setParams={setParams} summary={summary} />
          {layout.keys === 0 ? (
            <NothingFound onClear={() => setParams(defaultParams)} />
          ) : (
            <KeysTable
              layout={layout}
              filter={filter}
              sort={sort}
              onSort={(next) => setParams({ sort: next })}
              isLive={isLive}
            />
          )}
        </>
      )}
    </>
  )
}
