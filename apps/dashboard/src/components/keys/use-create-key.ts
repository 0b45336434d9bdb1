import type { CreateKeyInput } from '@itqan/keys-contract'
import { useMutation } from '@tanstack/react-query'
import { type Failure, failureOf } from '../../lib/failure'
import { useTRPC } from '../../trpc/client'
import { useRefreshKeys } from './use-refresh-keys'

export interface CreateKey {
  /** @returns the id once the key is saved and the list read again, else what went wrong. */
  create: (input: CreateKeyInput) => Promise<{ id: string } | Failure>
  isPending: boolean
}

export function useCreateKey(): CreateKey {
  const trpc = useTRPC()
  const refresh = useRefreshKeys()
  const { mutateAsync, reset, isPending } = useMutation(
    trpc.keys.create.mutationOptions({ gcTime: 0, onSuccess: refresh }),
  )

  async function create(input: CreateKeyInput): Promise<{ id: string } | Failure> {
    try {
      return await mutateAsync(input)
    } catch (error) {
      return failureOf(error)
    } finally {
      // The cache of mutations keeps what was sent: the key must not stay there.
      reset()
    }
  }

  return { create, isPending }
}
