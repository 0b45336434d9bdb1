import type { Behaviour } from './behaviour'
import type { Provider } from './provider'

/** One call as the sandbox saw it. */
export interface RecordedRequest {
  /** Milliseconds since 1970. */
  at: number
  /** Who answered. */
  provider: Provider
  method: string
  /** Without its query. */
  path: string
  model: string | null
  /** `null` for a key that the sandbox does not hold, and without a key. */
  keyName: string | null
  key: string | null
  behaviour: Behaviour | null
  /** `null` as long as nothing was answered, for ever when the caller left before. */
  status: number | null
  stream: boolean
  /** What the user wrote last; `null` when the body could not be read. */
  userText: string | null
}

/** How many calls are remembered; older ones are forgotten. */
export const JOURNAL_SIZE = 1000

export interface Journal {
  /** Remembers a call, and says when it came; `answered` completes it. */
  open(request: Omit<RecordedRequest, 'at' | 'status'>): {
    at: number
    answered(status: number): void
  }
  list(): RecordedRequest[]
  clear(): void
}

/** Remembers the last calls, oldest first. `onCall` is told of each that comes, with the key in clear. */
export function createJournal(
  now: () => number,
  onCall: (call: RecordedRequest) => void = () => undefined,
): Journal {
  const entries: RecordedRequest[] = []
  return {
    open(request) {
      const entry: RecordedRequest = { at: now(), ...request, status: null }
      entries.push(entry)
      onCall({ ...entry })
      if (entries.length > JOURNAL_SIZE) entries.shift()
      return {
        at: entry.at,
        answered(status) {
          entry.status = status
        },
      }
    },
    list: () => entries.map((entry) => ({ ...entry })),
    clear: () => {
      entries.length = 0
    },
  }
}
