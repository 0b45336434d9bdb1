import { LogOutIcon, SettingsIcon } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { DropdownMenuItem } from '../ui/dropdown-menu'
import { OpenedMenu } from '../ui/opened-menu'
import type { OpenedProps } from '../ui/opener'
import { useSignOut } from './use-sign-out'

export interface AccountMenuProps {
  email: string
}

export function AccountMenu({ email, ...opened }: AccountMenuProps & OpenedProps) {
  const t = useTranslations('account')
  const signOut = useSignOut()
  return (
    <OpenedMenu {...opened} className="max-w-72">
      <p className="border-b px-2.5 pt-1.5 pb-2.5 text-[13px] text-ink-soft">
        {t('signedInAs')}
        <span className="block truncate text-sm font-medium text-ink">{email}</span>
      </p>
      <DropdownMenuItem className="mt-1" asChild>
        <Link href="/account">
          <SettingsIcon aria-hidden />
          {t('settings')}
        </Link>
      </DropdownMenuItem>
      <DropdownMenuItem onSelect={() => void signOut()}>
        <LogOutIcon aria-hidden />
        {t('signOut')}
      </DropdownMenuItem>
    </OpenedMenu>
  )
}
