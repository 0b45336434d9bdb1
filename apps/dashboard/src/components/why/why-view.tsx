'use client'

import type { Role } from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'
import { LoadFailure } from '../shell/load-failure'
import { KeyOrder } from './key-order'
import { NoKeys } from './no-keys'
import { useAddress } from './use-address'
import { useWhy } from './use-why'
import { WhyNotes } from './why-notes'
import { WhyPickers } from './why-pickers'
import { WhySkeleton } from './why-skeleton'

export function WhyView({ role }: { role: string }) {
  const t = useTranslations('why')
  const address = useAddress()
  const { choices, asked, why, error, retry } = useWhy(address)
  if (!choices)
    return error ? (
      <LoadFailure title={t('failedTitle')} error={error} onRetry={retry} />
    ) : (
      <WhySkeleton />
    )
  const isStale = Boolean(why && error)
  return (
    <>
      <h1 className="text-2xl font-semibold tracking-tight">{t('title')}</h1>
      <p className="mt-1.5 max-w-3xl text-pretty text-ink-soft">{t('intro')}</p>
      <WhyPickers choices={choices} asked={asked} {...address} />
      <p role="status" className="mt-3 text-[13px] text-danger empty:hidden">
        {isStale ? t('stale') : null}
      </p>
      {asked.kind === 'nothing' ? <NoKeys kind="none" /> : null}
      {asked.kind === 'ask' ? (
        <>
          {why ? (
            <KeyOrder why={why} input={asked.input} mayClear={mayClear(role)} />
          ) : error ? (
            <LoadFailure isPart title={t('failedTitle')} error={error} onRetry={retry} />
          ) : (
            <WhySkeleton isPart />
          )}
        </>
      ) : null}
      <WhyNotes />
    </>
  )
}

/** Who may not is refused by the server as well. */
function mayClear(role: string): boolean {
  return (['administrator', 'operator'] satisfies Role[]).some((one) => one === role)
}
