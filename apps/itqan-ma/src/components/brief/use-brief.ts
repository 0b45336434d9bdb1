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
  const [language, setLanguage] = useState(locale)
  const [unfit, setUnfit] = useState<Problem | null>(null)
  const { completion, complete, stop, isLoading, error } = useCompletion({
    api: '/api/brief',
    // Markdown is parsed anew at each update.
    experimental_throttle: 80,
  })
  const failed = error && !isLoading ? problemOf(error, completion !== '') : null
  return {
    text: completion,
    /** The language it was asked in: the page's may have changed since. */
    language,
    busy: isLoading,
    problem: unfit ?? failed,
    phase: phaseOf({ busy: isLoading, begun: completion !== '', stopped, failed: failed !== null }),
    write(description: string) {
      const found = checkDescription(description)
      setUnfit(found)
      if (found) return
      setStopped(false)
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
