/** The caller's signal, for one call. */
export interface Followed {
  readonly signal: AbortSignal
  /** The call is over: the caller's signal may live on, and would keep all of it in memory. */
  letGo(): void
}

/** A signal of the call's own that aborts with the caller's. */
export function follow(caller: AbortSignal | null): Followed {
  const own = new AbortController()
  const onAbort = () => own.abort(caller?.reason)
  caller?.addEventListener('abort', onAbort, { once: true })
  if (caller?.aborted) onAbort()
  return {
    signal: own.signal,
    letGo: () => caller?.removeEventListener('abort', onAbort),
  }
}
