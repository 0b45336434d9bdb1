import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { z } from 'zod'
import { toast } from '../../lib/toast'
import { Dialog, DialogContent } from '../ui/dialog'
import { AuthenticatorStep } from './authenticator-step'
import { BackupCodesStep } from './backup-codes-step'
import { PasswordStep } from './password-step'
import type { TwoFactorDeed } from './two-factor-deed'
import { useRefreshProfile } from './use-profile'

type Step =
  | { name: 'password' }
  | { name: 'authenticator'; uri: string; backupCodes: string[] }
  | { name: 'codes'; backupCodes: string[] }

const paths = {
  enable: '/two-factor/enable',
  disable: '/two-factor/disable',
  renew: '/two-factor/generate-backup-codes',
} as const

const begunSchema = z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) })

const renewedSchema = z.object({ backupCodes: z.array(z.string()) })

interface TwoFactorDialogProps {
  deed: TwoFactorDeed
  onClose: () => void
}

/** Secrets live in this dialog's state, and go with it. */
export function TwoFactorDialog({ deed, onClose }: TwoFactorDialogProps) {
  const t = useTranslations('profile.twoFactor')
  const refresh = useRefreshProfile()
  const [step, setStep] = useState<Step>({ name: 'password' })

  function close() {
    void refresh()
    onClose()
  }

  function onPassword(data: unknown) {
    if (deed === 'enable') {
      const { totpURI: uri, backupCodes } = begunSchema.parse(data)
      return setStep({ name: 'authenticator', uri, backupCodes })
    }
    if (deed === 'renew') {
      return setStep({ name: 'codes', ...renewedSchema.parse(data) })
    }
    toast(t('disabled'))
    close()
  }

  function onVerified(backupCodes: string[]) {
    toast(t('enabled'))
    setStep({ name: 'codes', backupCodes })
  }

  const texts = {
    password: { title: t(`passwordTitle.${deed}`), intro: t(`passwordIntro.${deed}`) },
    authenticator: { title: t('scanTitle'), intro: t('scanIntro') },
    codes: { title: t('codesTitle'), intro: t('codesIntro') },
  }[step.name]
  return (
    <Dialog open onOpenChange={close}>
      <DialogContent
        title={texts.title}
        description={texts.intro}
        onInteractOutside={(event) => event.preventDefault()}
      >
        {step.name === 'password' ? (
          <PasswordStep path={paths[deed]} onDone={onPassword} onCancel={close} />
        ) : null}
        {step.name === 'authenticator' ? (
          <AuthenticatorStep
            uri={step.uri}
            onDone={() => onVerified(step.backupCodes)}
            onCancel={close}
          />
        ) : null}
        {step.name === 'codes' ? <BackupCodesStep codes={step.backupCodes} onDone={close} /> : null}
      </DialogContent>
    </Dialog>
  )
}
