'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'

const entries = [{ href: '/keys', label: 'keys' }] as const

export function MainNav() {
  const t = useTranslations('nav')
  const path = usePathname()
  return (
    <nav aria-label={t('label')} className="flex h-full gap-5">
      {entries.map(({ href, label }) => (
        <Link
          key={href}
          href={href}
          aria-current={path === href ? 'page' : undefined}
          className="-mb-px flex items-center border-b-2 border-transparent px-0.5 text-ink-soft hover:text-ink aria-[current=page]:border-accent aria-[current=page]:text-ink"
        >
          {t(label)}
        </Link>
      ))}
    </nav>
  )
}
