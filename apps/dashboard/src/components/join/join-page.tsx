'use client'

import { type InvitationOffer, invitationOfferSchema } from '@itqan/keys-contract'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { postAuth } from '../../lib/auth-api'
import { EntryHeading } from '../auth/entry-page'
import { Skeleton } from '../ui/skeleton'
import { JoinForm } from './join-form'

type Reading = { state: 'loading' } | { state: 'gone' } | { state: 'open'; offer: InvitationOffer }

/** Read in the browser: a fragment is never sent, so it stands in no log. */
function tokenOfPage(): string {
  return window.location.hash.slice(1)
}

interface JoinPageProps {
  kind: 'setUp' | 'invitation'
}

/** What a link opens: the form that makes a person, or why it does not. */
export function JoinPage({ kind }: JoinPageProps) {
  const t = useTranslations('invitation')
  const [reading, setReading] = useState<Reading>({ state: 'loading' })
  useEffect(() => {
    let isLeft = false
    void readOffer(tokenOfPage()).then((found) => {
      if (!isLeft) setReading(found)
    })
    return () => {
      isLeft = true
    }
  }, [])
  if (reading.state === 'loading') {
    return (
      <div role="status" aria-label={t('loading')} className="grid gap-4">
        <Skeleton className="h-8 w-56" />
        <Skeleton className="h-10" />
        <Skeleton className="h-10" />
        <Skeleton className="h-10" />
      </div>
    )
  }
  if (reading.state === 'gone') return <Gone kind={kind} />
  return <Open kind={kind} offer={reading.offer} />
}

async function readOffer(token: string): Promise<Reading> {
  const answer = await postAuth('/invitation/read', { token })
  const offer = answer.ok ? invitationOfferSchema.safeParse(answer.data) : null
  return offer?.success ? { state: 'open', offer: offer.data } : { state: 'gone' }
}

function Open({ kind, offer }: JoinPageProps & { offer: InvitationOffer }) {
  const t = useTranslations()
  const role = t(`people.role.${offer.role}`)
  const intro = kind === 'setUp' ? t('setUp.intro') : t('invitation.intro', { role })
  return (
    <>
      <EntryHeading title={t(`${kind}.title`)} intro={intro} />
      <JoinForm email={offer.email} tokenOf={tokenOfPage} />
    </>
  )
}

/** What a new link is made with, on the dashboard's machine. */
const COMMAND = 'npx -y pnpm@12 first-run --no-samples --no-port-check'

function Gone({ kind }: JoinPageProps) {
  const t = useTranslations()
  return (
    <>
      <EntryHeading title={t(`${kind}.goneTitle`)} intro={t(`${kind}.goneBody`)} />
      {kind === 'setUp' ? (
        <code
          dir="ltr"
          className="rounded-md bg-sunken px-3 py-2 font-mono text-[13px] wrap-anywhere select-all"
        >
          {COMMAND}
        </code>
      ) : null}
      <Link href="/sign-in" className="justify-self-start underline underline-offset-4">
        {t('setUp.signIn')}
      </Link>
    </>
  )
}
