'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { destinationsFor } from '../../lib/destinations'

export function MainNav({ role }: { role: string }) {
  const t = useTranslations('nav')
  const path = usePathname()
  return (
    <nav
      aria-label={t('label')}
      className="order-last -mx-3 flex h-11 w-[calc(100%+1.5rem)] gap-5 overflow-x-auto px-3 lg:order-none lg:mx-0 lg:h-14 lg:w-auto lg:overflow-visible lg:px-0"
    >
      {destinationsFor(role).map(({ href, label }) => (
        <Link
          key={href}
          href={href}
          aria-current={path === href ? 'page' : undefined}
          className="-mb-px flex shrink-0 items-center border-b-2 border-transparent px-0.5 text-ink-soft hover:text-ink aria-[current=page]:border-accent aria-[current=page]:text-ink"
        >
          {t(label)}
        </Link>
      ))}
    </nav>
  )
}
