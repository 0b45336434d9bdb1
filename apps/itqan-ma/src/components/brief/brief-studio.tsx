'use client'

import { type ReactNode, useRef, useState } from 'react'
import { BriefForm } from './brief-form'
import { BriefSheet } from './brief-sheet'
import { useBrief } from './use-brief'

/** The page's one feature: a description on the left, the brief on the right. */
export function BriefStudio({ today, children }: { today: string; children: ReactNode }) {
  const [description, setDescription] = useState('')
  const { text, phase, busy, problem, write, stop } = useBrief()
  const sheet = useRef<HTMLElement>(null)

  function submit() {
    if (busy) return stop()
    if (!write(description)) return
    // On a phone the sheet is below the form.
    if (window.matchMedia('(width < 64rem)').matches) sheet.current?.scrollIntoView()
  }

  return (
    <div className="grid gap-x-16 gap-y-14 pt-6 sm:pt-10 lg:grid-cols-[minmax(0,6fr)_minmax(0,7fr)]">
      <div className="self-start lg:sticky lg:top-8 print:hidden">
        {children}
        <BriefForm
          description={description}
          onChange={setDescription}
          onSubmit={submit}
          busy={busy}
          problem={problem}
        />
      </div>
      <BriefSheet ref={sheet} text={text} phase={phase} today={today} />
    </div>
  )
}
