import type { Behaviour } from './behaviour'

/** What is wrong with a call, whichever key it shows. */
export type RequestFault =
  | 'unknown-address'
  | 'missing-key'
  | 'too-large'
  | 'not-json'
  | 'incomplete'

/** What is wrong with the key that it shows: a behaviour that answers nothing. */
export type KeyFault = Exclude<Behaviour, 'healthy' | 'slow' | 'cut' | 'overloaded-midstream'>

/** Why a call gets an error. Each protocol has its own words for each. */
export type Fault = RequestFault | KeyFault
