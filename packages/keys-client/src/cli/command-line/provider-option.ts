import { providerSchema } from '@itqan/keys-contract'
import { UsageFailure } from '../usage-failure'
import type { CommandLine } from './command-line'

/** @throws UsageFailure when it cannot be a provider's name. */
export function readProvider(line: CommandLine): string | undefined {
  const typed = line.text('provider')
  if (typed === undefined) return undefined
  const parsed = providerSchema.safeParse(typed)
  if (parsed.success) return parsed.data
  throw new UsageFailure({
    code: 'bad_provider',
    command: line.command,
    say: (usage) => usage.badProvider,
  })
}
