import { type Person, roleSchema } from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'
import type { FormEvent } from 'react'
import { Button } from '../ui/button'
import { Dialog, DialogClose, DialogContent } from '../ui/dialog'
import { DialogActions } from '../ui/dialog-frame'
import { Notice } from '../ui/notice'
import { RoleChoice } from './role-choice'
import { usePeopleChange } from './use-people'

interface ChangeRoleDialogProps {
  person: Person
  onClose: () => void
}

export function ChangeRoleDialog({ person, onClose }: ChangeRoleDialogProps) {
  const t = useTranslations('people')
  const { change, isPending, problem } = usePeopleChange()
  const { id: personId, name } = person

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const role = roleSchema.parse(new FormData(event.currentTarget).get('role'))
    if (role === person.role) return onClose()
    const done = t('changeRole.done', { name, role: t(`role.${role}`) })
    const isDone = await change((people) => people.setRole.mutate({ personId, role }), done)
    if (isDone) onClose()
  }

  return (
    <Dialog open onOpenChange={() => (isPending ? undefined : onClose())}>
      <DialogContent title={t('changeRole.title', { name })} description={t('changeRole.intro')}>
        <form onSubmit={(event) => void submit(event)} className="grid gap-5">
          <RoleChoice legend={t('columns.role')} defaultRole={person.role} />
          {problem ? <Notice>{problem}</Notice> : null}
          <DialogActions>
            <DialogClose asChild>
              <Button variant="outline">{t('cancel')}</Button>
            </DialogClose>
            <Button type="submit" aria-busy={isPending}>
              {isPending ? t('changeRole.submitting') : t('changeRole.submit')}
            </Button>
          </DialogActions>
        </form>
      </DialogContent>
    </Dialog>
  )
}
