/** What an app was seen to do: to come in at all, or to be answered. */
export interface Sighting {
  /** `''` for a secret without a name. */
  app: string
  at: Date
  /** As the caller tells, checked for form alone. */
  appVersion: string | null
  clientVersion: string | null
  /** What it was answered, and the epoch that stood in it; `null` when it has only come in. */
  answer: { to: 'list' | 'report' | 'watch'; epoch: number } | null
}

/** Notes what the caller of one request was answered. */
export type Trace = (to: 'list' | 'report' | 'watch', epoch: number) => void

/** Keeps what is seen of apps in passing. */
export interface ConsumerLog {
  /** Never throws, and nobody waits for it. */
  saw(sighting: Sighting): void
}

/** An app as it was last seen, by whichever process. */
export interface SeenConsumer {
  app: string
  appVersion: string | null
  clientVersion: string | null
  firstSeenAt: Date
  lastListAt: Date | null
  lastReportAt: Date | null
  /** Of the last answer that it got. */
  epoch: number | null
}

export interface ConsumerReader {
  /** Every app that was ever heard of, and where the pool stands. */
  read(): Promise<{ epoch: number; consumers: SeenConsumer[] }>
}
