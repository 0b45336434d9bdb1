import { type knownProviders, providerSchema } from '@itqan/keys-contract'
import { KeysClientError } from './errors'

/** A provider's name. Those that the project knows complete in an editor; any other is taken too. */
export type Provider = (typeof knownProviders)[number] | (string & {})

/** Names that were read before: reading one takes longer than taking a key. */
const read = new Map<string, string>()
const MAX_READ = 1_000

/** The one that was asked for last, which is mostly the one that is asked for next. */
let latest = { name: '', provider: '' }

/** @throws KeysClientError `rejected` for what cannot be a provider's name. */
export function parseProvider(name: string): string {
  if (name === latest.name && name !== '') return latest.provider
  const known = read.get(name)
  if (known !== undefined) {
    latest = { name, provider: known }
    return known
  }
  const result = providerSchema.safeParse(name)
  if (!result.success) {
    const problem = result.error.issues[0]?.message ?? 'is not valid'
    throw new KeysClientError('rejected', `The provider's name ${problem}`)
  }
  if (read.size < MAX_READ) read.set(name, result.data)
  return result.data
}
