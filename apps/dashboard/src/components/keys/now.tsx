'use client'

import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'

const TICK_MS = 1_000

const NowContext = createContext(new Date(0))

export function useNow(): Date {
  return useContext(NowContext)
}

/** One clock for the page. It starts at the server's time, so that both render the same text. */
export function NowProvider({ initial, children }: { initial: Date; children: ReactNode }) {
  const [now, setNow] = useState(initial)
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), TICK_MS)
    return () => clearInterval(timer)
  }, [])
  return <NowContext value={now}>{children}</NowContext>
}
