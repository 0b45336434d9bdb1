import type { ManagedKey } from '@itqan/keys-contract'
import { useMutation } from '@tanstack/react-query'
import { failureOf } from '../../lib/failure'
import { toast } from '../../lib/toast'
import { useTRPC } from '../../trpc/client'
import { useMay } from '../shell/role'
import { Switch } from '../ui/switch'
import { switchNotes } from './element-ids'
import { useFailureText } from '../shell/use-failure-text'
import { useRefreshKeys } from './use-refresh-keys'

/** Moves at once, and back if the server refuses: see `useKeyRows`. */
export function ActiveSwitch({ managedKey }: { managedKey: ManagedKey }) {
  const trpc = useTRPC()
  const refresh = useRefreshKeys()
  const failureText = useFailureText()
  const may = useMay()
  const { mutate } = useMutation(
    trpc.keys.setActive.mutationOptions({
      // One key's flips reach the server in the order they were made.
      scope: { id: `active-${managedKey.id}` },
      // Pending until the list is read again, so that the switch never jumps back in between.
      onSuccess: refresh,
      onError: (error) => toast.error(failureText(failureOf(error))),
    }),
  )
  return (
    <Switch
      aria-label={managedKey.name}
      aria-describedby={switchNotes(managedKey)}
      checked={managedKey.isActive}
      disabled={!may.change}
      onCheckedChange={(isActive) => mutate({ keyIds: [managedKey.id], isActive })}
    />
  )
}
