import type { ReactNode } from 'react'

interface MessagePageProps {
  title: string
  body: string
  children: ReactNode
}

/** A page that holds nothing but what happened and the way out. */
export function MessagePage({ title, body, children }: MessagePageProps) {
  return (
    <main className="mx-auto grid min-h-[70dvh] max-w-md content-center justify-items-start gap-3 px-6">
      <h1 className="text-2xl font-semibold tracking-tight text-balance">{title}</h1>
      <p className="text-ink-soft">{body}</p>
      {children}
    </main>
  )
}
