import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Command } from 'cmdk'
import { useTranslations } from 'next-intl'
import { useDeferredValue } from 'react'
import { providerLabel } from '../../lib/provider-label'
import { useTRPC } from '../../trpc/client'
import { PaletteItem } from './palette-item'

interface FoundKeysProps {
  text: string
  className: string
  onSelect(href: string): void
}

const MOST = 6

/** Keys whose name or mask holds what is typed. */
export function FoundKeys({ text, className, onSelect }: FoundKeysProps) {
  const t = useTranslations('palette')
  const trpc = useTRPC()
  const wanted = useDeferredValue(text.trim())
  const { data } = useQuery(
    trpc.keys.page.queryOptions(
      { text: wanted, sort: { by: 'name', isDescending: false }, limit: MOST },
      { enabled: wanted.length >= 2, placeholderData: keepPreviousData },
    ),
  )
  if (wanted.length < 2 || !data?.rows.length) return null
  return (
    <Command.Group heading={t('keys')} className={className} forceMount>
      {data.rows.map(({ id, name, provider, maskedKey }) => (
        <PaletteItem
          key={id}
          value={id}
          isFound
          onSelect={() => onSelect(`/keys?q=${encodeURIComponent(name)}`)}
        >
          <span className="truncate">{name}</span>
          <span className="text-ink-soft">{providerLabel(provider)}</span>
          <span dir="ltr" className="font-mono text-xs text-ink-soft">
            {maskedKey}
          </span>
        </PaletteItem>
      ))}
    </Command.Group>
  )
}
