import { useSubscription } from '@trpc/tanstack-react-query'
import { useEffect, useState } from 'react'
import { useTRPC } from '../../trpc/client'
import { leaveWithoutSession } from '../../trpc/query-client'
import { useApplyLiveEvent } from './use-apply-live-event'
import { useRefreshKeys } from './use-refresh-keys'

/** A lost stream is opened again after this time, in milliseconds; a herd of pages spreads over as much. */
const REOPEN_MS = 2_000

/**
 * Keeps the keys in the cache as they are on the server, without asking for them.
 *
 * @returns whether it does at the moment.
 */
export function useLiveKeys(): boolean {
  const trpc = useTRPC()
  const apply = useApplyLiveEvent()
  const refresh = useRefreshKeys()
  const [isLost, setLost] = useState(false)
  const { status, reset } = useSubscription(
    trpc.keys.live.subscriptionOptions(undefined, {
      onData: (event) => {
        // What was missed is not told again.
        if (isLost) void refresh()
        setLost(false)
        apply(event)
      },
      onError: leaveWithoutSession,
      onConnectionStateChange: ({ state, error }) => {
        if (state === 'connecting' && error) setLost(true)
      },
    }),
  )
  const isOver = status === 'error' || status === 'idle'
  useEffect(() => {
    if (!isOver) return undefined
    setLost(true)
    const timer = setTimeout(reset, REOPEN_MS * (1 + Math.random()))
    return () => clearTimeout(timer)
  }, [isOver, reset])
  return !isLost
}
