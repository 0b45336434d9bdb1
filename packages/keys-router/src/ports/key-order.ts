import type { Why, WhyChoices, WhyInput } from '@itqan/keys-contract'

/** Why a client takes one key rather than another. Reads no key in clear. */
export interface KeyOrder {
  /** What can be asked about. */
  choices(): Promise<WhyChoices>
  /** The order as a client that starts now would take it, by the code that clients choose by. */
  explain(input: WhyInput): Promise<Why>
}
