import type { Person } from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'
import { AlertDialog, AlertDialogCancel, AlertDialogContent } from '../ui/alert-dialog'
import { Button } from '../ui/button'
import { DialogActions } from '../ui/dialog-frame'
import { Notice } from '../ui/notice'
import { ChangeRoleDialog } from './change-role-dialog'
import type { PersonDeed } from './person-deed'
import { usePeopleChange } from './use-people'

interface PersonDialogProps {
  person: Person
  deed: PersonDeed
  onClose: () => void
}

export function PersonDialog({ person, deed, onClose }: PersonDialogProps) {
  if (deed === 'changeRole') return <ChangeRoleDialog person={person} onClose={onClose} />
  return <ConfirmDialog person={person} deed={deed} onClose={onClose} />
}

interface ConfirmDialogProps extends PersonDialogProps {
  deed: Exclude<PersonDeed, 'changeRole'>
}

function ConfirmDialog({ person: { id: personId, name }, deed, onClose }: ConfirmDialogProps) {
  const t = useTranslations('people')
  const { change, isPending, problem } = usePeopleChange()

  async function confirm() {
    const isDone = await change(
      (people) =>
        deed === 'remove'
          ? people.remove.mutate({ personId })
          : people.setDisabled.mutate({ personId, isDisabled: true }),
      t(`${deed}.done`, { name }),
    )
    if (isDone) onClose()
  }

  return (
    <AlertDialog open onOpenChange={() => (isPending ? undefined : onClose())}>
      <AlertDialogContent title={t(`${deed}.title`, { name })} description={t(`${deed}.body`)}>
        {problem ? <Notice>{problem}</Notice> : null}
        <DialogActions>
          <AlertDialogCancel asChild>
            <Button variant="outline" disabled={isPending} className="disabled:opacity-60">
              {t('cancel')}
            </Button>
          </AlertDialogCancel>
          <Button variant="danger" aria-busy={isPending} onClick={() => void confirm()}>
            {isPending ? t('working') : t(`${deed}.submit`)}
          </Button>
        </DialogActions>
      </AlertDialogContent>
    </AlertDialog>
  )
}
