import { parseAsString, useQueryStates } from 'nuqs'
import type { Address } from '../../lib/why/asked-of'

export interface AddressState extends Address {
  setAddress: (address: Partial<Address>) => void
}

/** What is asked about stands in the address: it can be sent to somebody. */
export function useAddress(): AddressState {
  const [{ provider, model }, set] = useQueryStates({
    provider: parseAsString,
    model: parseAsString,
  })
  return { provider, model, setAddress: (address) => void set(address) }
}
