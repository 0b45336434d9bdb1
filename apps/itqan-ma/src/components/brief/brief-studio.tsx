'use client'

import { type ReactNode, useEffect, useRef, useState } from 'react'
import { BriefForm } from './brief-form'
import { BriefSheet } from './brief-sheet'
import { ProblemNote } from './problem-note'
import { useBrief } from './use-brief'

/** The page's one feature: a description on the left, the brief on the right. */
export function BriefStudio({ today, children }: { today: string; children: ReactNode }) {
  const [description, setDescription] = useState('')
  const { text, language, phase, busy, interruption, problem, edit, write, stop } = useBrief()
  const sheet = useRef<HTMLElement>(null)

  useEffect(() => {
    // On a phone the sheet is below the form: show it once there is something to read.
    const below = window.matchMedia('(width < 64rem)').matches
    if (phase === 'writing' && below) sheet.current?.scrollIntoView()
  }, [phase])

  function change(next: string) {
    setDescription(next)
    edit()
  }

  function submit() {
    if (busy) return stop()
    write(description)
  }

  return (
    <div className="grid gap-x-16 gap-y-14 pt-4 sm:pt-6 lg:grid-cols-[minmax(0,6fr)_minmax(0,7fr)]">
      <div className="self-start lg:tall:sticky lg:tall:top-8 print:hidden">
        {children}
        <BriefForm
          description={description}
          onChange={change}
          onSubmit={submit}
          busy={busy}
          problem={problem}
        />
      </div>
      <BriefSheet
        ref={sheet}
        text={text}
        language={language}
        phase={phase}
        today={today}
        note={interruption && <ProblemNote problem={interruption} />}
      />
    </div>
  )
}
