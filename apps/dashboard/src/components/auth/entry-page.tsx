import type { ReactNode } from 'react'
import { Brand } from '../shell/brand'
import { LanguageSwitch } from '../shell/language-switch'
import { ThemeSwitch } from '../shell/theme-switch'

/** A page for whoever is not in yet. */
export function EntryPage({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col px-6 py-4">
      <header className="flex items-center justify-between">
        <Brand />
        <div className="flex gap-0.5">
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
      </header>
      <main className="mx-auto grid w-full max-w-sm flex-1 content-center gap-6 pt-8 pb-24">
        {children}
      </main>
    </div>
  )
}

export function EntryHeading({ title, intro }: { title: string; intro: string }) {
  return (
    <div className="grid gap-1.5">
      <h1 className="text-2xl font-semibold tracking-tight text-balance">{title}</h1>
      <p className="text-pretty text-ink-soft">{intro}</p>
    </div>
  )
}
