/** What a client tells whoever listens. */
export interface KeysClientEvents {
  /** A provider's snapshot has changed. */
  update: { provider: string; epoch: number; keys: number }
  /** A provider's snapshot could not be confirmed for a minute; it still serves. */
  stale: { provider: string; ageMs: number }
  /** The stream of changes broke off, or did not open. The dashboard is polled meanwhile. */
  disconnected: { reason: string; retryInMs: number }
  /** Uses that the dashboard will never count. */
  'report-dropped': { reason: 'rejected' | 'unknown_key'; uses: number; keyIds: string[] }
}

export type KeysClientEvent = keyof KeysClientEvents

export type Listener<E extends KeysClientEvent> = (details: KeysClientEvents[E]) => void

/** Where the parts of a client tell their events. */
export interface Events {
  emit<E extends KeysClientEvent>(event: E, details: KeysClientEvents[E]): void
  /** @returns how to stop listening. */
  on<E extends KeysClientEvent>(event: E, listener: Listener<E>): () => void
}

type Listeners = { [E in KeysClientEvent]: Set<Listener<E>> }

export function createEvents(): Events {
  const listeners: Listeners = {
    update: new Set(),
    stale: new Set(),
    disconnected: new Set(),
    'report-dropped': new Set(),
  }
  return {
    emit(event, details) {
      for (const listener of listeners[event]) {
        // A listener's mistake is its own: it must not stop a refresh or lose a report.
        try {
          listener(details)
        } catch (error) {
          const name = error instanceof Error ? error.name : typeof error
          process.emitWarning(`A listener for "${event}" of a keys client threw: ${name}`)
        }
      }
    },
    on(event, listener) {
      listeners[event].add(listener)
      return () => void listeners[event].delete(listener)
    },
  }
}
