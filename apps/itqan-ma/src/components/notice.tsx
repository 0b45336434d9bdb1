import type { ReactNode } from 'react'

/** A page that has one thing to say and one thing to do. */
export function Notice({
  title,
  text,
  children,
}: {
  title: string
  text: string
  children: ReactNode
}) {
  return (
    <div className="max-w-xl py-20 sm:py-28">
      <h1 className="text-4xl font-bold tracking-tight text-balance">{title}</h1>
      <p className="mt-4 mb-8 text-lg text-ink-soft">{text}</p>
      {children}
    </div>
  )
}
