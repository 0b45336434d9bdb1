'use client'

import { useQuery } from '@tanstack/react-query'
import { UserPlusIcon } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useHydrated } from '../../lib/use-hydrated'
import { useTRPC } from '../../trpc/client'
import { LoadFailure } from '../shell/load-failure'
import { Button } from '../ui/button'
import { Skeleton } from '../ui/skeleton'
import { PendingInvitations } from './pending-invitations'
import { PeopleList } from './people-list'

const InviteDialog = dynamic(async () => (await import('./invite-dialog')).InviteDialog)

export function PeopleView({ ownId }: { ownId: string }) {
  const t = useTranslations('people')
  const trpc = useTRPC()
  const hydrated = useHydrated()
  const [isInviting, setInviting] = useState(false)
  const { data: people, error, refetch } = useQuery(trpc.people.list.queryOptions())
  const { data: invitations } = useQuery(trpc.people.invitations.queryOptions())
  if (!people && error)
    return <LoadFailure title={t('failedTitle')} error={error} onRetry={() => void refetch()} />
  return (
    <div className="grid gap-10">
      <div className="grid gap-5">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <div className="grid gap-1">
            <h1 className="text-2xl font-semibold tracking-tight">{t('title')}</h1>
            <p className="text-ink-soft">{t('intro')}</p>
          </div>
          <Button disabled={!hydrated} onClick={() => setInviting(true)}>
            <UserPlusIcon aria-hidden />
            {t('invite')}
          </Button>
        </div>
        {people ? <PeopleList people={people} ownId={ownId} /> : <Skeleton className="h-48" />}
      </div>
      {invitations ? (
        <PendingInvitations invitations={invitations} />
      ) : (
        <Skeleton className="h-24" />
      )}
      {isInviting ? <InviteDialog onClose={() => setInviting(false)} /> : null}
    </div>
  )
}
