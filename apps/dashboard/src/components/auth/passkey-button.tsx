'use client'

import { KeyRoundIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useHydrated } from '../../lib/use-hydrated'
import { Button } from '../ui/button'
import { Notice } from '../ui/notice'

/** Opens the browser's own dialog; its answer is the sign-in. */
export function PasskeyButton({ onDone }: { onDone: () => void }) {
  const t = useTranslations('signIn.passkey')
  const hydrated = useHydrated()
  const [pending, setPending] = useState(false)
  const [hasFailed, setFailed] = useState(false)

  async function enter() {
    setPending(true)
    setFailed(false)
    const { signInWithPasskey } = await import('../../lib/passkeys')
    const failure = await signInWithPasskey()
    if (!failure) return onDone()
    setFailed(true)
    setPending(false)
  }

  return (
    <div className="grid gap-4 border-t pt-6">
      <Button
        variant="outline"
        size="large"
        disabled={!hydrated || pending}
        aria-busy={pending}
        onClick={() => void enter()}
      >
        <KeyRoundIcon aria-hidden />
        {t('submit')}
      </Button>
      {hasFailed ? <Notice>{t('failed')}</Notice> : null}
    </div>
  )
}
