import { CopyIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '../ui/button'
import { DialogActions } from '../ui/dialog-frame'

interface BackupCodesStepProps {
  codes: string[]
  onDone: () => void
}

export function BackupCodesStep({ codes, onDone }: BackupCodesStepProps) {
  const t = useTranslations('profile.twoFactor')
  const [isCopied, setCopied] = useState(false)

  async function copy() {
    setCopied(
      await window.navigator.clipboard.writeText(codes.join('\n')).then(
        () => true,
        () => false,
      ),
    )
  }

  return (
    <>
      <ol
        dir="ltr"
        aria-label={t('codesTitle')}
        className="grid grid-cols-2 gap-x-6 gap-y-2 rounded-lg bg-sunken p-4 font-mono text-sm select-all"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <DialogActions>
        <Button variant="outline" onClick={() => void copy()}>
          <CopyIcon aria-hidden />
          <span aria-live="polite">{isCopied ? t('copied') : t('copy')}</span>
        </Button>
        <Button onClick={onDone}>{t('kept')}</Button>
      </DialogActions>
    </>
  )
}
