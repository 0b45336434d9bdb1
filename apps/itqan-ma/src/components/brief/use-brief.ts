'use client'

import { useCompletion } from '@ai-sdk/react'
import { useLocale } from 'next-intl'
import { useState } from 'react'
import { checkDescription, type Problem, problemOf } from './problem'

export type Phase = 'idle' | 'waiting' | 'writing' | 'done' | 'stopped' | 'interrupted' | 'failed'

/** The brief being written: its text so far, where it stands, and what went wrong. */
export function useBrief() {
  const locale = useLocale()
  const [stopped, setStopped] = useState(false)
  const [language, setLanguage] = useState<string>(locale)
  const [kept, setKept] = useState({ text: '', language })
  const [unfit, setUnfit] = useState<Problem | null>(null)
  const [edited, setEdited] = useState(false)
  const { completion, complete, stop, isLoading, error } = useCompletion({
    api: '/api/brief',
    // Markdown is parsed anew at each update.
    experimental_throttle: 80,
  })
  const begun = completion !== ''
  const failed = error && !isLoading ? problemOf(error, begun) : null
  const interruption = failed?.code === 'interrupted' ? failed : null
  return {
    // A request that ended without a word takes no earlier brief away.
    ...(begun || isLoading ? { text: completion, language } : kept),
    busy: isLoading,
    /** What stopped the text short. */
    interruption,
    /** What keeps the last description from becoming a brief. */
    problem: edited ? null : (unfit ?? (interruption ? null : failed)),
    phase: phaseOf({ busy: isLoading, begun, stopped, failed: failed !== null }),
    /** The description has changed: what was said of the last one is over. */
    edit() {
      if (!isLoading) setEdited(true)
    },
    write(description: string) {
      const found = checkDescription(description)
      setUnfit(found)
      setEdited(false)
      if (found) return
      setStopped(false)
      if (begun) setKept({ text: completion, language })
      // The page's language may change while the brief stays in the one it was asked in.
      setLanguage(locale)
      void complete(description, { body: { prompt: undefined, description, locale } })
    },
    stop() {
      setStopped(true)
      stop()
    },
  }
}

function phaseOf(state: {
  busy: boolean
  begun: boolean
  stopped: boolean
  failed: boolean
}): Phase {
  const { busy, begun, stopped, failed } = state
  if (busy) return begun ? 'writing' : 'waiting'
  if (failed) return begun ? 'interrupted' : 'failed'
  if (stopped) return 'stopped'
  return begun ? 'done' : 'idle'
}
