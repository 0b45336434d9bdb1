import type { Usage, UsageChoices, UsageChoicesInput, UsageInput } from '@itqan/keys-contract'

/** What was used, by whom, and how it went. */
export interface UsageReader {
  read(input: UsageInput): Promise<Usage>
  /** What a filter may be set to. */
  choices(input: UsageChoicesInput): Promise<UsageChoices>
}
