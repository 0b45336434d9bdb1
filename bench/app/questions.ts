/** What a way of choosing is measured at. */
export type Way =
  /** `tryAcquire`, its lease ended outside of what is measured. */
  | 'client'
  /** `tryAcquire` and `release`. */
  | 'client-cycle'
  /** `getApiKey` of the client, reported outside of what is measured. */
  | 'client-as-guide'
  | 'guide'
  | 'sorted'
  | 'weighted'

/** Where an app finds the dashboard and the provider. */
export interface Places {
  dashboard: string
  secret: string
  /** Of the pool. */
  provider: string
}

/** Calls to a provider, with keys of the pool. */
export interface CallsWanted {
  calls: number
  /** How many at once. */
  connections: number
  /** The provider's own address. */
  url: string
}

export interface GatewayWanted extends CallsWanted {
  gateway: { url: string; headers: Record<string, string> }
  /** The key of the calls that go straight to the provider. */
  key: string
}

/** What an app of the bench can be asked. */
export type Question =
  | { kind: 'open'; places: Places }
  /** Answers nanoseconds a key. */
  | { kind: 'choose'; way: Way; ms: number }
  /** Answers what `withKey` added to each call, in microseconds. */
  | ({ kind: 'with-key' } & CallsWanted)
  /** Answers `HopTimes`. */
  | ({ kind: 'gateway' } & GatewayWanted)

/** How long each call took, in microseconds. */
export interface HopTimes {
  direct: number[]
  through: number[]
}
