'use client'

import { Toaster as Sonner } from 'sonner'

const toast =
  'flex w-(--width) items-center gap-2.5 rounded-lg border bg-surface px-4 py-3 font-sans text-sm text-ink shadow-lg'

export function Toaster() {
  return (
    <Sonner
      position="bottom-right"
      toastOptions={{ unstyled: true, classNames: { toast, error: 'border-danger text-danger' } }}
    />
  )
}
