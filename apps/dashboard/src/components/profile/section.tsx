import { type ReactNode, useId } from 'react'

interface SectionProps {
  title: string
  intro: string
  /** Beside the title. */
  action?: ReactNode
  children?: ReactNode
}

export function Section({ title, intro, action, children }: SectionProps) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="grid gap-4 rounded-xl border bg-surface p-5">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="grid max-w-prose gap-1">
          <h2 id={id} className="text-lg font-semibold">
            {title}
          </h2>
          <p className="text-pretty text-ink-soft">{intro}</p>
        </div>
        {action}
      </div>
      {children}
    </section>
  )
}
