'use client'

import { UserRoundIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '../ui/button'
import { createOpener } from '../ui/opener'
import type { AccountMenuProps } from './account-menu'

const AccountMenuOpener = createOpener<AccountMenuProps>(
  'menu',
  async () => (await import('./account-menu')).AccountMenu,
)

export function UserMenu({ email }: { email: string }) {
  const t = useTranslations('account')
  return (
    <AccountMenuOpener
      content={{ email }}
      button={(opener) => (
        <Button {...opener} variant="ghost" size="icon" aria-label={t('menu', { email })}>
          <UserRoundIcon aria-hidden />
        </Button>
      )}
    />
  )
}
