'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useTRPC } from '../../trpc/client'
import { LoadFailure } from '../shell/load-failure'
import { Skeleton } from '../ui/skeleton'
import { PasskeysSection } from './passkeys-section'
import { PasswordSection } from './password-section'
import { SessionsSection } from './sessions-section'
import { TwoFactorSection } from './two-factor-section'

export function ProfileView() {
  const t = useTranslations()
  const trpc = useTRPC()
  const { data: profile, error, refetch } = useQuery(trpc.profile.read.queryOptions())
  if (!profile && error) {
    return (
      <LoadFailure title={t('profile.failedTitle')} error={error} onRetry={() => void refetch()} />
    )
  }
  if (!profile) return <Skeleton className="h-96" />
  const { name, email, role } = profile
  return (
    <div className="mx-auto grid max-w-3xl gap-8">
      <div className="grid gap-1">
        <h1 className="text-2xl font-semibold tracking-tight">{t('profile.title')}</h1>
        <p className="font-medium wrap-anywhere">{name}</p>
        <p className="wrap-anywhere text-ink-soft">
          {t('profile.identity', { email, role: t(`people.role.${role}`) })}
        </p>
      </div>
      <PasswordSection email={email} />
      <TwoFactorSection isOn={profile.hasTwoFactor} />
      <PasskeysSection passkeys={profile.passkeys} />
      <SessionsSection sessions={profile.sessions} />
    </div>
  )
}
