import type { Person } from '@itqan/keys-contract'
import {
  BanIcon,
  CircleCheckIcon,
  EllipsisVerticalIcon,
  LockOpenIcon,
  Trash2Icon,
  UserCogIcon,
} from 'lucide-react'
import { useTranslations } from 'next-intl'
import { toast } from '../../lib/toast'
import { Button } from '../ui/button'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '../ui/dropdown-menu'
import type { PersonDeed } from './person-deed'
import { usePeopleChange } from './use-people'

interface PersonActionsProps {
  person: Person
  onAsk: (deed: PersonDeed) => void
}

/** What harms nobody is done at once; the rest is asked about. */
export function PersonActions({ person, onAsk }: PersonActionsProps) {
  const t = useTranslations('people')
  const { change, isPending } = usePeopleChange((problem) => toast.error(problem))
  const { id: personId, name, disabledAt, lock } = person
  const enable = () =>
    change(
      (people) => people.setDisabled.mutate({ personId, isDisabled: false }),
      t('enable.done', { name }),
    )
  const unlock = () =>
    change((people) => people.unlock.mutate({ personId }), t('unlock.done', { name }))
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon" aria-label={t('menu', { name })} aria-busy={isPending}>
          <EllipsisVerticalIcon aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        {lock ? (
          <DropdownMenuItem onSelect={() => void unlock()}>
            <LockOpenIcon aria-hidden />
            {t('unlock.open')}
          </DropdownMenuItem>
        ) : null}
        <DropdownMenuItem onSelect={() => onAsk('changeRole')}>
          <UserCogIcon aria-hidden />
          {t('changeRole.open')}
        </DropdownMenuItem>
        {disabledAt ? (
          <DropdownMenuItem onSelect={() => void enable()}>
            <CircleCheckIcon aria-hidden />
            {t('enable.open')}
          </DropdownMenuItem>
        ) : (
          <DropdownMenuItem onSelect={() => onAsk('disable')}>
            <BanIcon aria-hidden />
            {t('disable.open')}
          </DropdownMenuItem>
        )}
        <DropdownMenuItem danger onSelect={() => onAsk('remove')}>
          <Trash2Icon aria-hidden />
          {t('remove.open')}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
