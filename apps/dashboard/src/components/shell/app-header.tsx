import Link from 'next/link'
import { Brand } from './brand'
import { LanguageSwitch } from './language-switch'
import { MainNav } from './main-nav'
import { ThemeSwitch } from './theme-switch'
import { UserMenu } from './user-menu'

export function AppHeader({ email }: { email: string }) {
  return (
    <header className="border-b bg-surface">
      <div className="mx-auto flex h-14 max-w-7xl items-center gap-3 px-3 sm:gap-8 sm:px-6">
        <Link href="/keys">
          <Brand />
        </Link>
        <MainNav />
        <div className="ms-auto flex items-center gap-0.5">
          <LanguageSwitch />
          <ThemeSwitch />
          <UserMenu email={email} />
        </div>
      </div>
    </header>
  )
}
