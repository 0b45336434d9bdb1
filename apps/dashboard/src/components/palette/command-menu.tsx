'use client'

import { SearchIcon } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '../ui/button'
import { useShortcuts } from './use-shortcuts'

// Neither is on a page before somebody asks for it.
const Palette = dynamic(async () => (await import('./palette')).Palette, { ssr: false })
const ShortcutsDialog = dynamic(async () => (await import('./shortcuts-dialog')).ShortcutsDialog, {
  ssr: false,
})

/** Everything that can be done, by typing a part of its name. */
export function CommandMenu({ role }: { role: string }) {
  const t = useTranslations('palette')
  const [open, setOpen] = useState<'palette' | 'help' | null>(null)
  const close = () => setOpen(null)
  useShortcuts({
    role,
    onPalette: () => setOpen((now) => (now === 'palette' ? null : 'palette')),
    onHelp: () => setOpen('help'),
  })
  return (
    <>
      <Button
        variant="ghost"
        size="narrow"
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => setOpen('palette')}
      >
        <SearchIcon aria-hidden />
        <span className="sr-only">{t('open')}</span>
        <kbd className="hidden font-sans text-xs xl:inline" dir="ltr">
          Ctrl K
        </kbd>
      </Button>
      {open === 'palette' ? (
        <Palette role={role} onClose={close} onHelp={() => setOpen('help')} />
      ) : null}
      {open === 'help' ? <ShortcutsDialog role={role} onClose={close} /> : null}
    </>
  )
}
