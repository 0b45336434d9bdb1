import type { ReactNode } from 'react'

/** A failure said beside what failed, and read out at once. */
export function Notice({ children }: { children: ReactNode }) {
  return (
    <div
      role="alert"
      className="rounded-md bg-danger-wash px-3 py-2 text-sm text-pretty text-danger"
    >
      {children}
    </div>
  )
}
