import type { Person } from '@itqan/keys-contract'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { cn } from '../../lib/cn'
import type { PersonDeed } from './person-deed'
import { personColumns, PersonRow } from './person-row'

const PersonDialog = dynamic(async () => (await import('./person-dialog')).PersonDialog)

const columns = ['person', 'role', 'twoFactor', 'lastSignIn', 'state'] as const

interface PeopleListProps {
  people: Person[]
  ownId: string
}

export function PeopleList({ people, ownId }: PeopleListProps) {
  const t = useTranslations('people')
  const [asked, setAsked] = useState<{ person: Person; deed: PersonDeed } | null>(null)
  return (
    <>
      <div className="rounded-xl border bg-surface">
        {/* Each row says its own to whoever cannot see the columns. */}
        <div
          aria-hidden
          className={cn(
            'hidden gap-x-4 border-b px-4 py-2 text-[13px] font-medium text-ink-soft lg:grid',
            personColumns,
          )}
        >
          {columns.map((column) => (
            <span key={column}>{t(`columns.${column}`)}</span>
          ))}
        </div>
        <ul aria-label={t('list')} className="divide-y">
          {people.map((person) => (
            <PersonRow
              key={person.id}
              person={person}
              isSelf={person.id === ownId}
              onAsk={(deed) => setAsked({ person, deed })}
            />
          ))}
        </ul>
      </div>
      {asked ? <PersonDialog {...asked} onClose={() => setAsked(null)} /> : null}
    </>
  )
}
