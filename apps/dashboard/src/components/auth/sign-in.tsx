'use client'

import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { EntryHeading } from './entry-page'
import { PasskeyButton } from './passkey-button'
import { SignInForm } from './sign-in-form'

const SecondFactorForm = dynamic(
  async () => (await import('./second-factor-form')).SecondFactorForm,
)

/** The password first; then, for whoever has set one up, the second factor. */
export function SignIn({ expired }: { expired: boolean }) {
  const t = useTranslations('signIn')
  const router = useRouter()
  const [isSecondStep, setSecondStep] = useState(false)
  const enter = () => router.replace('/keys')
  if (isSecondStep) {
    return <SecondFactorForm onDone={enter} onRestart={() => setSecondStep(false)} />
  }
  return (
    <>
      <EntryHeading title={t('title')} intro={t('intro')} />
      {expired ? (
        <p role="status" className="rounded-md bg-sunken px-3 py-2">
          {t('expired')}
        </p>
      ) : null}
      <SignInForm onDone={enter} onSecondFactor={() => setSecondStep(true)} />
      <PasskeyButton onDone={enter} />
    </>
  )
}
