'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useSyncExternalStore } from 'react'
import { directionOf } from '../../i18n/locale'
import { cn } from '../../lib/cn'
import { toasts } from '../../lib/toast'
import type { Call } from '../../lib/toast-queue'

const box =
  'flex items-center gap-2.5 rounded-lg border bg-surface px-4 py-3 font-sans text-sm shadow-lg'

const error = 'border-danger text-danger'

const actionButton =
  'ms-auto h-7 shrink-0 rounded-md border border-line-strong/60 px-2.5 font-medium hover:bg-sunken'

export function Toaster() {
  const t = useTranslations('toasts')
  const dir = directionOf(useLocale())
  const { drawer, plain } = useSyncExternalStore(toasts.subscribe, toasts.current, toasts.current)
  return (
    <>
      {/* Here from the start: of a live region that comes with its first text, that is often not read out. */}
      <div aria-live="polite">
        {plain ? <PlainToast key={plain.options.id} {...plain} /> : null}
      </div>
      {drawer ? (
        // A live region of its own.
        <drawer.Toaster
          dir={dir}
          containerAriaLabel={t('label')}
          position={dir === 'rtl' ? 'bottom-left' : 'bottom-right'}
          toastOptions={{
            unstyled: true,
            classNames: { toast: `w-(--width) text-ink ${box}`, actionButton, error },
          }}
        />
      ) : null}
    </>
  )
}

/** What is told when the code that draws toasts could not be loaded. */
function PlainToast({ kind, text, options: { id, action } }: Call) {
  return (
    <div
      className={cn(
        'fixed inset-x-4 bottom-4 z-50 sm:start-auto sm:w-89',
        box,
        kind === 'error' ? error : 'text-ink',
      )}
    >
      <p>{text}</p>
      {action ? (
        <button
          type="button"
          className={actionButton}
          onClick={(event) => {
            action.onClick(event)
            toasts.toast.dismiss(id)
          }}
        >
          {action.label}
        </button>
      ) : null}
    </div>
  )
}
