import { useEffect, useReducer } from 'react'
import { type RevealFailure, revealFailureOf } from '../../lib/reveal/reveal-failure'
import { useTRPCClient } from '../../trpc/client'

/** How long a key is seen, in milliseconds. */
const SHOWN_MS = 30_000

interface Asking {
  step: 'ask'
  needsPassword: boolean
  isPending: boolean
  failure: RevealFailure | null
}

export type Reveal =
  | Asking
  | { step: 'shown'; key: string; until: number }
  /** It was seen, and is gone. */
  | { step: 'hidden' }

const asking: Asking = { step: 'ask', needsPassword: false, isPending: false, failure: null }

const hidden: Reveal = { step: 'hidden' }

/** Fetches one key past the query cache, and forgets it in time, or as soon as nobody looks. */
export function useReveal(keyId: string) {
  const client = useTRPCClient()
  const [reveal, become] = useReducer((_before: Reveal, next: Reveal) => next, asking)
  const isShown = reveal.step === 'shown'

  useEffect(() => {
    if (!isShown) return
    const hideUnseen = () => {
      if (document.visibilityState === 'hidden') become(hidden)
    }
    hideUnseen()
    const timer = setTimeout(() => become(hidden), SHOWN_MS)
    document.addEventListener('visibilitychange', hideUnseen)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', hideUnseen)
    }
  }, [isShown])

  /** @param password where the server asked for it. */
  async function show(password?: string): Promise<void> {
    const needsPassword = password !== undefined
    become({ ...asking, needsPassword, isPending: true })
    try {
      if (needsPassword) await client.reveal.confirmPassword.mutate({ password })
      const { key } = await client.reveal.key.mutate({ keyId })
      become({ step: 'shown', key, until: Date.now() + SHOWN_MS })
    } catch (error) {
      const failure = revealFailureOf(error)
      const isAsked = failure.kind === 'passwordRequired'
      become({ ...asking, needsPassword: needsPassword || isAsked, failure })
    }
  }

  return { reveal, show }
}
