import { getTranslations } from 'next-intl/server'
import { AppHeader } from '../../components/shell/app-header'
import { RoleProvider } from '../../components/shell/role'
import { Toaster } from '../../components/ui/toaster'
import { requireUser } from '../../lib/current-user'
import { TRPCReactProvider } from '../../trpc/client'

export default async function ConsoleLayout({ children }: LayoutProps<'/'>) {
  const { email, role } = await requireUser()
  const t = await getTranslations('app')
  return (
    <TRPCReactProvider>
      <a
        href="#content"
        className="sr-only rounded-md bg-surface px-4 py-2 font-medium focus:not-sr-only focus:fixed focus:start-4 focus:top-2.5 focus:z-50"
      >
        {t('skip')}
      </a>
      <AppHeader email={email} role={role} />
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto max-w-7xl px-4 py-6 outline-none sm:px-6 sm:py-8"
      >
        <RoleProvider role={role}>{children}</RoleProvider>
      </main>
      <Toaster />
    </TRPCReactProvider>
  )
}
