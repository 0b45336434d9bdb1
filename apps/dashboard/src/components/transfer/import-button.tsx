'use client'

import { UploadIcon } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useAsked } from '../../lib/use-asked'
import { useHydrated } from '../../lib/use-hydrated'
import { Button } from '../ui/button'

const ImportDialog = dynamic(
  () => import('./import-dialog').then((module) => module.ImportDialog),
  {
    ssr: false,
  },
)

export function ImportButton() {
  const t = useTranslations('import')
  const [open, setOpen] = useState(false)
  const hydrated = useHydrated()
  useAsked('import', () => setOpen(true))
  return (
    <>
      <Button
        variant="outline"
        aria-haspopup="dialog"
        disabled={!hydrated}
        onClick={() => setOpen(true)}
      >
        <UploadIcon aria-hidden />
        {t('open')}
      </Button>
      {open ? <ImportDialog onClose={() => setOpen(false)} /> : null}
    </>
  )
}
