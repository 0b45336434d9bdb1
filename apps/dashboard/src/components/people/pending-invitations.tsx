import type { Invitation } from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'
import { isInvitationGone } from '../../lib/people-failure'
import { toast } from '../../lib/toast'
import { useWhen } from '../../lib/use-when'
import { Button } from '../ui/button'
import { usePeopleChange } from './use-people'

export function PendingInvitations({ invitations }: { invitations: Invitation[] }) {
  const t = useTranslations('people.invitations')
  return (
    <section aria-labelledby="pending-invitations" className="grid gap-3">
      <h2 id="pending-invitations" className="text-lg font-semibold">
        {t('title')}
      </h2>
      {invitations.length === 0 ? (
        <p className="text-ink-soft">{t('none')}</p>
      ) : (
        <ul className="divide-y rounded-xl border bg-surface">
          {invitations.map((invitation) => (
            <InvitationRow key={invitation.id} invitation={invitation} />
          ))}
        </ul>
      )}
    </section>
  )
}

function InvitationRow({ invitation }: { invitation: Invitation }) {
  const t = useTranslations('people')
  const when = useWhen()
  const { change, isPending } = usePeopleChange((problem) => toast.error(problem))
  const { id: invitationId, role, email, invitedBy, expiresAt } = invitation
  const who = email ?? t('invitations.anyone')

  const revoke = () =>
    change(async (people) => {
      await people.revoke.mutate({ invitationId }).catch((error: unknown) => {
        // It opens nothing, which is what was wanted.
        if (!isInvitationGone(error)) throw error
      })
    }, t('invitations.revoked'))

  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3">
      <div className="grid min-w-0">
        <p className="wrap-anywhere font-medium">{who}</p>
        <p className="text-[13px] text-ink-soft">
          {t(`role.${role}`)}
          {invitedBy ? ` · ${t('invitations.by', { name: invitedBy })}` : null}
          {' · '}
          {t('invitations.expires', { when: when(expiresAt) })}
        </p>
      </div>
      <Button
        variant="outline"
        aria-busy={isPending}
        aria-label={t('invitations.revokeFor', { who })}
        onClick={() => void revoke()}
      >
        {t('invitations.revoke')}
      </Button>
    </li>
  )
}
