/** What is done to a person, and asked about before. */
export type PersonDeed = 'changeRole' | 'disable' | 'remove'
