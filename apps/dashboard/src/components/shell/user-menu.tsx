'use client'

import { LogOutIcon, UserRoundIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { toast } from 'sonner'
import { authClient } from '../../lib/auth-client'
import { startLeaving, stopLeaving } from '../../lib/leaving'
import { Button } from '../ui/button'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '../ui/dropdown-menu'

export function UserMenu({ email }: { email: string }) {
  const t = useTranslations('account')

  async function signOut() {
    startLeaving()
    const left = await authClient.signOut().then(
      ({ error }) => !error,
      () => false,
    )
    // A full load, so that nothing this session had read stays in memory.
    if (left) return window.location.assign('/sign-in')
    stopLeaving()
    toast.error(t('signOutFailed'))
  }

  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon" aria-label={t('menu', { email })}>
          <UserRoundIcon aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent className="max-w-72">
        <p className="border-b px-2.5 pt-1.5 pb-2.5 text-[13px] text-ink-soft">
          {t('signedInAs')}
          <span className="block truncate text-sm font-medium text-ink">{email}</span>
        </p>
        <DropdownMenuItem className="mt-1" onSelect={() => void signOut()}>
          <LogOutIcon aria-hidden />
          {t('signOut')}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
