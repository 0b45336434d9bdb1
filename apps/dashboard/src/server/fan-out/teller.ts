/** Says one thing to others over a line that may be shut. */
export interface Teller {
  /** There is something to say: at once, or when the line opens. */
  tell(): void
  open(): void
  shut(): void
}

/**
 * Sends one at a time. However much happens meanwhile is said by one more, for each says the same; what
 * did not get through is said when the line opens again.
 */
export function createTeller(send: () => Promise<unknown>): Teller {
  let isDue = false
  let isOpen = false
  let isSending = false

  async function sendAll(): Promise<void> {
    if (isSending) return
    isSending = true
    while (isDue && isOpen) {
      isDue = false
      try {
        await send()
      } catch {
        isDue = true
        // Until the next change, or the next connection.
        break
      }
    }
    isSending = false
  }

  return {
    tell() {
      isDue = true
      void sendAll()
    },
    open() {
      isOpen = true
      void sendAll()
    },
    shut() {
      isOpen = false
    },
  }
}
