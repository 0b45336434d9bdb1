import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { LocaleSwitch } from './locale-switch'
import { ThemeSwitch } from './theme-switch'
import { Khatam } from './zellige'

export function SiteHeader() {
  const t = useTranslations('Header')
  return (
    <header className="mx-auto flex w-full max-w-6xl items-center gap-x-6 px-5 py-5 sm:px-8 print:hidden">
      <Link
        href="/"
        aria-label={t('home')}
        className="mr-auto flex items-center gap-2.5 rounded-[3px]"
      >
        <Khatam className="size-7 text-accent" />
        <span className="text-2xl leading-none font-bold tracking-[-0.03em]">itqan</span>
      </Link>
      <LocaleSwitch />
      <ThemeSwitch />
    </header>
  )
}
