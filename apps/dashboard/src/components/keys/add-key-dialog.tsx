'use client'

import { PlusIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useHydrated } from '../../lib/use-hydrated'
import { Button } from '../ui/button'
import { Dialog, DialogContent, DialogTrigger } from '../ui/dialog'
import { AddKeyForm } from './add-key-form'
import { ADD_KEY_ID } from './element-ids'
import { useCreateKey } from './use-create-key'

export function AddKeyDialog() {
  const t = useTranslations('add')
  const [open, setOpen] = useState(false)
  const hydrated = useHydrated()
  const { create, isPending } = useCreateKey()
  return (
    // Not closed while it saves: the end of that would close the form of the next key.
    <Dialog open={open} onOpenChange={(next) => setOpen(next || isPending)}>
      <DialogTrigger asChild>
        <Button id={ADD_KEY_ID} disabled={!hydrated}>
          <PlusIcon aria-hidden />
          {t('open')}
        </Button>
      </DialogTrigger>
      <DialogContent title={t('title')} description={t('intro')}>
        <AddKeyForm create={create} isPending={isPending} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  )
}
