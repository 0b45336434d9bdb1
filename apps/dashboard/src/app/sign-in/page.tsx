import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { SignInForm } from '../../components/auth/sign-in-form'
import { Brand } from '../../components/shell/brand'
import { LanguageSwitch } from '../../components/shell/language-switch'
import { ThemeSwitch } from '../../components/shell/theme-switch'
import { currentUser } from '../../lib/current-user'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('signIn')
  return { title: t('title') }
}

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  if (await currentUser()) redirect('/keys')
  const t = await getTranslations('signIn')
  const expired = (await searchParams)['expired'] !== undefined
  return (
    <div className="flex min-h-dvh flex-col px-6 py-4">
      <header className="flex items-center justify-between">
        <Brand />
        <div className="flex gap-0.5">
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
      </header>
      <main className="mx-auto grid w-full max-w-sm flex-1 content-center gap-6 pt-8 pb-24">
        <div className="grid gap-1.5">
          <h1 className="text-2xl font-semibold tracking-tight">{t('title')}</h1>
          <p className="text-ink-soft">{t('intro')}</p>
        </div>
        {expired ? (
          <p role="status" className="rounded-md bg-sunken px-3 py-2">
            {t('expired')}
          </p>
        ) : null}
        <SignInForm />
      </main>
    </div>
  )
}
