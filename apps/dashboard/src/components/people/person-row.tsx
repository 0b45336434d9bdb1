import type { Person } from '@itqan/keys-contract'
import { ShieldCheckIcon, ShieldOffIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { cn } from '../../lib/cn'
import { Moment } from '../keys/moment'
import { PersonActions } from './person-actions'
import type { PersonDeed } from './person-deed'
import { PersonState } from './person-state'

interface PersonRowProps {
  person: Person
  isSelf: boolean
  onAsk: (deed: PersonDeed) => void
}

/** Shared with the line of the columns' names. */
export const personColumns =
  'lg:grid-cols-[minmax(0,2.2fr)_minmax(0,1fr)_minmax(0,1.2fr)_minmax(0,1.2fr)_minmax(0,1.4fr)_2.25rem]'

export function PersonRow({ person, isSelf, onAsk }: PersonRowProps) {
  const t = useTranslations('people')
  const { name, email, role, lastSignInAt } = person
  return (
    <li
      className={cn(
        'grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-2 px-4 py-3',
        personColumns,
      )}
    >
      <div className="grid min-w-0">
        <p className="truncate font-medium">
          {name}
          {isSelf ? <span className="ms-2 text-[13px] text-ink-soft">({t('you')})</span> : null}
        </p>
        <p dir="ltr" className="truncate text-start text-[13px] text-ink-soft">
          {email}
        </p>
      </div>
      <div className="lg:order-last">
        <PersonActions person={person} onAsk={onAsk} />
      </div>
      <p className="col-span-2 lg:col-span-1">{t(`role.${role}`)}</p>
      <SecondFactors person={person} />
      <p className="col-span-2 text-[13px] text-ink-soft lg:col-span-1">
        <span className="lg:sr-only">{t('lastSignIn.label')}</span>
        {lastSignInAt ? <Moment at={lastSignInAt} /> : t('lastSignIn.unknown')}
      </p>
      <div className="col-span-2 lg:col-span-1">
        <PersonState person={person} />
      </div>
    </li>
  )
}

function SecondFactors({ person }: { person: Person }) {
  const t = useTranslations('people')
  const ways = [
    ...(person.hasTwoFactor ? [t('twoFactor.code')] : []),
    ...(person.passkeys > 0 ? [t('twoFactor.passkeys', { count: person.passkeys })] : []),
  ]
  const Icon = ways.length > 0 ? ShieldCheckIcon : ShieldOffIcon
  return (
    <p className="col-span-2 flex items-center gap-2 text-[13px] text-ink-soft lg:col-span-1">
      <Icon aria-hidden className="size-4 shrink-0" />
      <span className="sr-only">{t('columns.twoFactor')}</span>
      {ways.length > 0 ? ways.join(', ') : t('twoFactor.none')}
    </p>
  )
}
