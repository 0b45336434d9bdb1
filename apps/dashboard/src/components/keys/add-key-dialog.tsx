'use client'

import { PlusIcon } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useAsked } from '../../lib/use-asked'
import { useHydrated } from '../../lib/use-hydrated'
import { Button } from '../ui/button'
import { ADD_KEY_ID } from './element-ids'

const load = async () => (await import('./add-key-panel')).AddKeyPanel
const loadAhead = () => void load().catch(() => null)
const AddKeyPanel = dynamic(load, { ssr: false })

export function AddKeyDialog() {
  const t = useTranslations('add')
  const [open, setOpen] = useState(false)
  const hydrated = useHydrated()
  useAsked('add', () => setOpen(true))
  return (
    <>
      <Button
        id={ADD_KEY_ID}
        aria-haspopup="dialog"
        aria-expanded={open}
        disabled={!hydrated}
        onPointerEnter={loadAhead}
        onFocus={loadAhead}
        onClick={() => setOpen(true)}
      >
        <PlusIcon aria-hidden />
        {t('open')}
      </Button>
      {open ? <AddKeyPanel onClose={() => setOpen(false)} /> : null}
    </>
  )
}
