import { zodResolver } from '@hookform/resolvers/zod'
import { emailSchema, type Invited, roleSchema } from '@itqan/keys-contract'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { useTRPC, useTRPCClient } from '../../trpc/client'
import { Button } from '../ui/button'
import { Dialog, DialogClose, DialogContent } from '../ui/dialog'
import { DialogActions } from '../ui/dialog-frame'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { Notice } from '../ui/notice'
import { InvitationLink } from './invitation-link'
import { RoleChoice } from './role-choice'
import { usePeopleFailureText } from './use-people'

const inviteSchema = z.object({ role: roleSchema, email: emailSchema.or(z.literal('')) })

/** Asks whom to invite, then shows the link once: closed, the dialog has forgotten it. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('people')
  const [invited, setInvited] = useState<Invited | null>(null)
  const heading = invited ? 'link' : 'inviteForm'
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent
        title={t(`${heading}.title`)}
        description={t(`${heading}.intro`)}
        // A click beside it must not lose a link that nobody copied yet.
        onInteractOutside={(event) => (invited ? event.preventDefault() : undefined)}
      >
        {invited ? (
          <InvitationLink invited={invited} onDone={onClose} />
        ) : (
          <InviteForm onInvited={setInvited} />
        )}
      </DialogContent>
    </Dialog>
  )
}

function InviteForm({ onInvited }: { onInvited: (invited: Invited) => void }) {
  const t = useTranslations('people')
  const trpc = useTRPC()
  const { people } = useTRPCClient()
  const queryClient = useQueryClient()
  const failureText = usePeopleFailureText()
  const [problem, setProblem] = useState<string | null>(null)
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(inviteSchema),
    defaultValues: { role: 'operator' as const, email: '' },
  })
  const { errors, isSubmitting } = formState

  const submit = handleSubmit(async ({ role, email }) => {
    setProblem(null)
    try {
      onInvited(await people.invite.mutate({ role, email: email || null }))
      await queryClient.invalidateQueries({ queryKey: trpc.people.invitations.queryKey() })
    } catch (error) {
      setProblem(failureText(error))
    }
  })

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-5">
      <RoleChoice legend={t('inviteForm.role')} {...register('role')} />
      <Field
        label={t('inviteForm.email')}
        hint={t('inviteForm.emailHint')}
        error={errors.email && t('inviteForm.emailInvalid')}
      >
        {(field) => (
          <Input
            {...field}
            {...register('email')}
            type="email"
            autoComplete="off"
            dir="ltr"
            className="text-start"
          />
        )}
      </Field>
      {problem ? <Notice>{problem}</Notice> : null}
      <DialogActions>
        <DialogClose asChild>
          <Button variant="outline">{t('cancel')}</Button>
        </DialogClose>
        <Button type="submit" aria-busy={isSubmitting}>
          {isSubmitting ? t('inviteForm.submitting') : t('inviteForm.submit')}
        </Button>
      </DialogActions>
    </form>
  )
}
