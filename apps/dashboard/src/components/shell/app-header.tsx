import Link from 'next/link'
import { CommandMenu } from '../palette/command-menu'
import { Brand } from './brand'
import { LanguageSwitch } from './language-switch'
import { MainNav } from './main-nav'
import { ThemeSwitch } from './theme-switch'
import { UserMenu } from './user-menu'

export function AppHeader({ email, role }: { email: string; role: string }) {
  return (
    <header className="border-b bg-surface">
      <div className="mx-auto flex max-w-7xl flex-wrap items-center gap-x-3 px-3 sm:px-6 lg:gap-x-7">
        <Link href="/keys" className="flex h-14 items-center">
          <Brand />
        </Link>
        <MainNav role={role} />
        <div className="ms-auto flex items-center gap-0.5">
          <CommandMenu role={role} />
          <LanguageSwitch />
          <ThemeSwitch />
          <UserMenu email={email} />
        </div>
      </div>
    </header>
  )
}
