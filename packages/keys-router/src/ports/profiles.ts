import type { Profile } from '@itqan/keys-contract'
import type { Origin } from './audit'

interface Self {
  userId: string
  sessionId: string
}

/** What people see and end of their own. */
export interface Profiles {
  /** @throws KeysError `person_not_found` */
  read(self: Self): Promise<Profile>
  /** Ends one of the person's sessions; one that is over already is fine. */
  endSession(session: { userId: string; sessionId: string }, origin: Origin): Promise<void>
  /** Ends all but the one that asks. */
  endOtherSessions(self: Self, origin: Origin): Promise<void>
}
