import type { ReactNode } from 'react'

export const dialogVeil =
  'fixed inset-0 z-40 bg-veil data-[state=open]:animate-in data-[state=open]:fade-in-0 data-[state=closed]:animate-out data-[state=closed]:fade-out-0'

const panel =
  'fixed inset-x-4 top-1/2 z-50 mx-auto grid grid-cols-1 max-h-[calc(100dvh-2rem)] -translate-y-1/2 gap-5 overflow-y-auto rounded-xl border bg-surface p-6 shadow-xl data-[state=open]:animate-in data-[state=open]:fade-in-0 data-[state=open]:zoom-in-98 data-[state=closed]:animate-out data-[state=closed]:fade-out-0'

export const dialogPanel = `${panel} max-w-md`

/** Of a dialog with lines or a table in it. */
export const wideDialogPanel = `${panel} max-w-3xl`

export function DialogHeading({ children }: { children: ReactNode }) {
  return <div className="grid grid-cols-1 gap-1.5 text-pretty wrap-anywhere">{children}</div>
}

export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">{children}</div>
}
