'use client'

import { PlusIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useHydrated } from '../../lib/use-hydrated'
import { Button } from '../ui/button'
import { Dialog, DialogContent, DialogTrigger } from '../ui/dialog'
import { AddKeyForm } from './add-key-form'
import { ADD_KEY_ID } from './focus-ids'

export function AddKeyDialog() {
  const t = useTranslations('add')
  const [open, setOpen] = useState(false)
  const hydrated = useHydrated()
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button id={ADD_KEY_ID} disabled={!hydrated}>
          <PlusIcon aria-hidden />
          {t('open')}
        </Button>
      </DialogTrigger>
      <DialogContent title={t('title')} description={t('intro')}>
        <AddKeyForm onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  )
}
