import type { Profile } from '@itqan/keys-contract'
import { KeyRoundIcon } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { postAuth } from '../../lib/auth-api'
import { toast } from '../../lib/toast'
import { useHydrated } from '../../lib/use-hydrated'
import { useOneAtATime } from '../../lib/use-one-at-a-time'
import { useWhen } from '../../lib/use-when'
import { Button } from '../ui/button'
import { Section } from './section'
import { useRefreshProfile, useRefusalText } from './use-profile'

const AddPasskeyDialog = dynamic(
  async () => (await import('./add-passkey-dialog')).AddPasskeyDialog,
)

type Passkeys = Profile['passkeys']

export function PasskeysSection({ passkeys }: { passkeys: Passkeys }) {
  const t = useTranslations('profile.passkeys')
  const hydrated = useHydrated()
  const [isAdding, setAdding] = useState(false)
  return (
    <Section
      title={t('title')}
      intro={t('intro')}
      action={
        <Button variant="outline" disabled={!hydrated} onClick={() => setAdding(true)}>
          {t('add')}
        </Button>
      }
    >
      {passkeys.length === 0 ? <p className="text-ink-soft">{t('none')}</p> : null}
      <ul className="divide-y">
        {passkeys.map((passkey) => (
          <PasskeyRow key={passkey.id} passkey={passkey} />
        ))}
      </ul>
      {isAdding ? <AddPasskeyDialog onClose={() => setAdding(false)} /> : null}
    </Section>
  )
}

function PasskeyRow({ passkey }: { passkey: Passkeys[number] }) {
  const t = useTranslations('profile.passkeys')
  const when = useWhen()
  const refresh = useRefreshProfile()
  const refusalText = useRefusalText()
  const once = useOneAtATime()
  const name = passkey.name ?? t('unnamed')

  async function remove() {
    const answer = await postAuth('/passkey/delete-passkey', { id: passkey.id })
    if (answer.ok) toast(t('removed', { name }))
    else toast.error(refusalText(answer))
    await refresh()
  }

  return (
    <li className="flex flex-wrap items-center justify-between gap-3 py-2.5">
      <div className="flex min-w-0 items-center gap-3">
        <KeyRoundIcon aria-hidden className="size-4 shrink-0 text-ink-soft" />
        <div className="min-w-0">
          <p className="wrap-anywhere font-medium">{name}</p>
          {passkey.createdAt ? (
            <p className="text-[13px] text-ink-soft">
              {t('addedOn', { when: when(passkey.createdAt) })}
            </p>
          ) : null}
        </div>
      </div>
      <Button
        variant="outline"
        aria-label={t('removeNamed', { name })}
        onClick={() => void once(remove)}
      >
        {t('remove')}
      </Button>
    </li>
  )
}
