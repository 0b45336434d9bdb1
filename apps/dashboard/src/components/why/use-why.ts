import type { Why, WhyChoices } from '@itqan/keys-contract'
import { skipToken, useQuery } from '@tanstack/react-query'
import { type Address, type Asked, askedOf } from '../../lib/why/asked-of'
import { useTRPC } from '../../trpc/client'

const POLL_MS = 2_000
const CHOICES_POLL_MS = 15_000

interface WhyQuery {
  choices: WhyChoices | undefined
  asked: Asked
  why: Why | undefined
  error: unknown
  retry: () => void
}

/** The order, read again every other second while the tab is seen. */
export function useWhy(address: Address): WhyQuery {
  const trpc = useTRPC()
  const choices = useQuery(
    trpc.why.choices.queryOptions(undefined, { refetchInterval: CHOICES_POLL_MS }),
  )
  const asked = askedOf(address, choices.data ?? [])
  const input = asked.kind === 'ask' ? asked.input : skipToken
  const why = useQuery(trpc.why.explain.queryOptions(input, { refetchInterval: POLL_MS }))
  return {
    choices: choices.data,
    asked,
    why: why.data,
    error: why.error ?? choices.error,
    retry: () => void Promise.all([choices.refetch(), why.refetch()]),
  }
}
